using Microsoft.Playwright;

namespace KefuBlazor.Browser.Tests.Attachments;

/// <summary>What of the widget is about attachments.</summary>
internal sealed class CustomerFiles(IPage page)
{
    public ILocator Staged => page.Locator("kefu-chat .staged");

    /// <summary>What waits to be sent and is ready for it.</summary>
    public ILocator Ready => Staged.Filter(new LocatorFilterOptions { HasTextRegex = new("[KM]B") });

    public ILocator Clip => page.Locator("kefu-chat .clip");

    public ILocator Microphone => page.Locator("kefu-chat .mic");

    public ILocator Recorder => page.Locator("kefu-chat .recorder");

    public ILocator Media => page.Locator("kefu-chat .media");

    public ILocator Pictures => page.Locator("kefu-chat .media img, kefu-chat .media canvas");

    public ILocator Cards => page.Locator("kefu-chat .media .card");

    public ILocator Player => page.Locator("kefu-chat .player");

    /// <summary>How far an upload has come.</summary>
    public ILocator Progress => page.Locator("kefu-chat .upload:not([hidden])");

    public ILocator GiveUp => page.Locator("kefu-chat .giveup:not([hidden])");

    public ILocator Viewer => page.Locator("kefu-chat dialog.viewer");

    /// <summary>Own attachments that are stored, whatever came of them since.</summary>
    public ILocator Stored => page.Locator("kefu-chat .row:is(.sent, .delivered, .read) .media");

    /// <summary>Until some of it has gone, and some has not.</summary>
    public async Task UntilHalfwayAsync()
    {
        await Progress.WaitForAsync();
        await page.WaitForFunctionAsync(
            "(bar) => Number(bar.getAttribute('aria-valuenow')) > 0", await Progress.First.ElementHandleAsync(), new() { Timeout = 20_000 });
    }
}
