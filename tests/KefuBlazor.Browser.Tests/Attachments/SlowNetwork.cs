using Microsoft.Playwright;

namespace KefuBlazor.Browser.Tests.Attachments;

/// <summary>A page's network, made so slow that an upload has a middle.</summary>
internal sealed class SlowNetwork : IAsyncDisposable
{
    private readonly ICDPSession _browser;

    private SlowNetwork(ICDPSession browser) => _browser = browser;

    /// <param name="page">Whose.</param>
    /// <param name="bytesPerSecond">How much of an upload goes in a second.</param>
    public static async Task<SlowNetwork> OfAsync(IPage page, int bytesPerSecond = 300_000)
    {
        var slow = new SlowNetwork(await page.Context.NewCDPSessionAsync(page));
        await slow.SetAsync(bytesPerSecond);
        return slow;
    }

    /// <summary>It is as fast as ever.</summary>
    public Task EndAsync() => SetAsync(-1);

    public async ValueTask DisposeAsync() => await _browser.DetachAsync();

    private async Task SetAsync(int bytesPerSecond)
    {
        await _browser.SendAsync("Network.enable");
        await _browser.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false,
            ["latency"] = 0,
            ["downloadThroughput"] = -1,
            ["uploadThroughput"] = bytesPerSecond,
        });
    }
}
