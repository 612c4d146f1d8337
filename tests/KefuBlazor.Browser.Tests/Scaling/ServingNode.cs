using System.Text.Json;
using KefuBlazor.Testing;
using Microsoft.Playwright;

namespace KefuBlazor.Browser.Tests.Scaling;

/// <summary>Which node a page's WebSocket is connected to, by what the proxy said when it was opened.</summary>
internal sealed class ServingNode
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _paths = [];
    private readonly Dictionary<string, string> _nodes = [];

    private ServingNode()
    {
    }

    /// <summary>Watches a page; to be called before it opens anything.</summary>
    public static async Task<ServingNode> WatchAsync(IPage page)
    {
        var watch = new ServingNode();
        var session = await page.Context.NewCDPSessionAsync(page);
        session.Event("Network.webSocketCreated").OnEvent += (_, told) => watch.OnCreated(told!.Value);
        session.Event("Network.webSocketHandshakeResponseReceived").OnEvent += (_, told) => watch.OnOpened(told!.Value);
        await session.SendAsync("Network.enable");
        return watch;
    }

    /// <summary>Waits until there was a socket, and tells the node of the last one.</summary>
    /// <param name="path">Of the socket: <c>/ws</c> or <c>/_blazor</c>.</param>
    /// <param name="not">A node of an earlier socket, which it is not to be.</param>
    public async Task<string> OfAsync(string path, string? not = null)
    {
        var node = string.Empty;
        await Eventually.HoldsAsync(
            () =>
            {
                lock (_lock)
                    return Task.FromResult(_nodes.TryGetValue(path, out node!) && node != not);
            },
            () => $"'{node}'");
        return node;
    }

    private void OnCreated(JsonElement told)
    {
        lock (_lock)
            _paths[told.GetProperty("requestId").GetString()!] = new Uri(told.GetProperty("url").GetString()!).AbsolutePath;
    }

    private void OnOpened(JsonElement told)
    {
        foreach (var header in told.GetProperty("response").GetProperty("headers").EnumerateObject())
        {
            if (!header.NameEquals("x-kefu-node") && !header.NameEquals("X-Kefu-Node"))
                continue;
            lock (_lock)
                _nodes[_paths[told.GetProperty("requestId").GetString()!]] = header.Value.GetString()!;
        }
    }
}
