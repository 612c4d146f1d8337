using Microsoft.Playwright;

namespace KefuBlazor.Browser.Tests;

/// <summary>One Chromium for all tests; each person in a test has a context of their own, as if on a machine of their own.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            // Debian's own, rather than one that Playwright would download.
            ExecutablePath = "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
                // Machines that run tests have no microphone: Chromium has one of its own, which beeps, and is not asked for leave.
                "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            ],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A new page of a new person.</summary>
    /// <param name="locale">Their browser's language.</param>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="height">Of the window, in CSS pixels.</param>
    /// <param name="trusting">Whether certificates that a test made are trusted.</param>
    /// <param name="userAgent">What the browser calls itself; null: what it is.</param>
    internal async Task<Visitor> OpenAsync(
        string locale = "zh-CN", int width = 1440, int height = 900, bool trusting = false, string? userAgent = null)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = locale,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            IgnoreHTTPSErrors = trusting,
            UserAgent = userAgent,
        });
        context.SetDefaultTimeout(20_000);
        return new Visitor(context, await context.NewPageAsync());
    }
}

[CollectionDefinition(Name)]
public sealed class ChromiumCollection : ICollectionFixture<ChromiumFixture>
{
    public const string Name = "Chromium";
}
