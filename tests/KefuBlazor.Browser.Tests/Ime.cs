using Microsoft.Playwright;

namespace KefuBlazor.Browser.Tests;

/// <summary>An input method, as Chinese is written with: what is composed is no text before it is committed.</summary>
internal static class Ime
{
    /// <summary>Composes letters, presses Enter while they are still being composed, and commits a text in their place.</summary>
    public static async Task ComposeAsync(ILocator box, string letters, string text)
    {
        var browser = await BeginAsync(box, letters);
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

        await CommitAsync(browser, text);
    }

    /// <summary>Begins to compose, and leaves it so.</summary>
    public static async Task<ICDPSession> BeginAsync(ILocator box, string letters)
    {
        await box.FocusAsync();
        var browser = await box.Page.Context.NewCDPSessionAsync(box.Page);
        await browser.SendAsync("Input.imeSetComposition", new()
        {
            ["text"] = letters,
            ["selectionStart"] = letters.Length,
            ["selectionEnd"] = letters.Length,
        });
        return browser;
    }

    /// <summary>Puts a text in the place of what is being composed, wherever that is now.</summary>
    public static async Task CommitAsync(ICDPSession browser, string text)
    {
        await browser.SendAsync("Input.insertText", new() { ["text"] = text });
        await browser.DetachAsync();
    }
}
