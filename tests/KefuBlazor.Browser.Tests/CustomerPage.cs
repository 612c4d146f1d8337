using Microsoft.Playwright;

namespace KefuBlazor.Browser.Tests;

/// <summary>The widget as its customer uses it.</summary>
internal sealed class CustomerPage(IPage page)
{
    /// <summary>The texts of all bubbles, oldest first.</summary>
    public ILocator Bubbles => page.Locator("kefu-chat .bubble:not(.dots)");

    /// <summary>Own messages that are stored, whatever came of them since.</summary>
    public ILocator Stored => page.Locator("kefu-chat .row.own.sent, kefu-chat .row.own.delivered, kefu-chat .row.own.read");

    public ILocator Composer => page.Locator("kefu-chat textarea.input");

    /// <summary>Of the chat: when it is there, so is all else of it.</summary>
    public ILocator Header => page.Locator("kefu-chat .header");

    public ILocator Typing => page.Locator("kefu-chat .dots");

    public ILocator Panel => page.Locator("kefu-chat .panel");

    public ILocator Badge => page.Locator("kefu-chat .badge");

    public async Task OpenAsync(Uri site)
    {
        await page.GotoAsync(site.ToString());
        await page.Locator("kefu-chat .launcher").ClickAsync();
        await Header.WaitForAsync();
    }

    public async Task SendAsync(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Enter");
    }

    public Task TypeAsync(string text) => Composer.PressSequentiallyAsync(text);

    /// <summary>Whether the page is wider than its window.</summary>
    public Task<bool> ScrollsSidewaysAsync() => page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth");

    /// <summary>A bubble with this text.</summary>
    public ILocator Bubble(string text) => Bubbles.Filter(new LocatorFilterOptions { HasTextString = text });

    /// <summary>The row of an own message in this state: sending, sent, delivered, read or failed.</summary>
    public ILocator Own(string text, string state) =>
        page.Locator($"kefu-chat .row.own.{state}").Filter(new LocatorFilterOptions { HasTextString = text });
}
