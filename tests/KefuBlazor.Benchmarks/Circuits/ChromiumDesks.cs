using System.Diagnostics;
using System.Text;
using KefuBlazor.Benchmarks.Measures;
using Microsoft.Playwright;

namespace KefuBlazor.Benchmarks.Circuits;

/// <summary>Desks in a real browser, which say whether those without one tell the truth.</summary>
internal sealed class ChromiumDesks : IAsyncDisposable
{
    // Debian's own, rather than one that Playwright would download.
    private const string Program = "/usr/bin/chromium";

    // Notes when each text is first in the document.
    private const string Watch =
        """
        () => {
          window.seen = {};
          const look = text => { for (const [stamp] of (text ?? '').matchAll(/~\d{4}\.\d{6}~/g)) window.seen[stamp] ??= performance.timeOrigin + performance.now(); };
          new MutationObserver(changes => {
            for (const { target, addedNodes } of changes) {
              if (target.nodeType === Node.TEXT_NODE) look(target.data);
              for (const node of addedNodes) look(node.textContent);
            }
          }).observe(document.querySelector('.workspace'), { subtree: true, childList: true, characterData: true });
        }
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<IPage> _pages = [];

    private ChromiumDesks(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static bool IsAvailable => File.Exists(Program);

    public static async Task<ChromiumDesks> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new ChromiumDesks(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"],
        }));
    }

    /// <summary>Signs an agent in and waits for the desk.</summary>
    public async Task OpenAsync(Uri server, string userName, string password)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { Locale = "zh-CN", ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(server, "kefu/").ToString());
        await page.Locator("input[name='Input.UserName']").FillAsync(userName);
        await page.Locator("input[name='Input.Password']").FillAsync(password);
        await page.Locator("button[type=submit]").Last.ClickAsync();
        await page.Locator(".workspace").WaitForAsync();
        _pages.Add(page);
    }

    /// <summary>How many rows the inboxes have.</summary>
    public async Task<int> CountRowsAsync()
    {
        var rows = 0;
        foreach (var page in _pages)
            rows += await page.Locator("[data-conversation]").CountAsync();
        return rows;
    }

    /// <summary>Opens the first conversation of each.</summary>
    /// <returns>Their ids.</returns>
    public async Task<IReadOnlyList<string>> ShowAsync()
    {
        var opened = new List<string>();
        foreach (var page in _pages)
        {
            var row = page.Locator("[data-conversation]").First;
            opened.Add((await row.GetAttributeAsync("data-conversation"))!);
            await row.ClickAsync();
            await page.Locator("[role=log] .bubble").First.WaitForAsync();
        }

        return opened;
    }

    /// <summary>Notes from now on when each text is first in the document.</summary>
    public async Task WatchAsync()
    {
        foreach (var page in _pages)
            await page.EvaluateAsync(Watch);
    }

    /// <summary>How long the texts took that were noted.</summary>
    public async Task<Histogram> TimesAsync(IReadOnlyList<StampedCustomer> customers)
    {
        // The browser goes by the clock on the wall, which is the same one's for all of this machine.
        var (wall, ticks) = (DateTimeOffset.UtcNow, Stopwatch.GetTimestamp());
        var times = new Histogram();
        foreach (var page in _pages)
        {
            foreach (var (text, at) in await page.EvaluateAsync<Dictionary<string, double>>("() => window.seen"))
            {
                ReadOnlySpan<byte> utf8 = Encoding.UTF8.GetBytes(text);
                if (!Stamp.TryTake(ref utf8, out var stamp))
                    continue;
                var ago = (wall - DateTimeOffset.UnixEpoch).TotalMilliseconds - at;
                times.AddTicks(ticks - (long)(ago * Stopwatch.Frequency / 1000) - customers[stamp.Customer].SentAt(stamp.Number));
            }
        }

        return times;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
