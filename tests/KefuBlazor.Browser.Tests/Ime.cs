using Microsoft.Playwright;

namespace KefuBlazor.Browser.Tests;

/// <summary>An input method, as Chinese is written with: what is composed is no text before it is committed.</summary>
internal static class Ime
{
    /// <summary>Composes letters, presses Enter while they are still being composed, and commits a text in their place.</summary>
    public static async Task ComposeAsync(ILocator box, string letters, string text)
    {
        await box.FocusAsync();
        var browser = await box.Page.Context.NewCDPSessionAsync(box.Page);
        await browser.SendAsync("Input.imeSetComposition", new()
        {
            ["text"] = letters,
            ["selectionStart"] = letters.Length,
            ["selectionEnd"] = letters.Length,
        });
        foreach (var type in (string[])["rawKeyDown", "keyUp"])
        {
            await browser.SendAsync("Input.dispatchKeyEvent", new()
            {
                ["type"] = type,
                ["key"] = "Enter",
                ["code"] = "Enter",
                ["windowsVirtualKeyCode"] = 13,
            });
        }

        await browser.SendAsync("Input.insertText", new() { ["text"] = text });
        await browser.DetachAsync();
    }
}
