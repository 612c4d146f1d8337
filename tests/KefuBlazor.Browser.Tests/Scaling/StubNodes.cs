using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using KefuBlazor.Testing;

namespace KefuBlazor.Browser.Tests.Scaling;

/// <summary>Three stubs of nodes behind a real proxy.</summary>
internal sealed class StubNodes : IAsyncDisposable
{
    private StubNodes(StubNode[] nodes, ProxyServer proxy)
    {
        Nodes = nodes;
        Proxy = proxy;
    }

    public IReadOnlyList<StubNode> Nodes { get; }

    public ProxyServer Proxy { get; }

    public static async Task<StubNodes> StartAsync(ProxyKind kind)
    {
        var nodes = await Task.WhenAll(StubNode.StartAsync(), StubNode.StartAsync(), StubNode.StartAsync());
        return new StubNodes(nodes, await ProxyServer.StartAsync(kind, [.. nodes.Select(node => node.Address)]));
    }

    /// <summary>Asks for a path, and tells what the node saw.</summary>
    public async Task<ReceivedRequest> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await Proxy.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<ReceivedRequest>())!;
    }

    public StubNode NodeOf(ReceivedRequest request) => Nodes.Single(node => node.Address.Port == request.Port);

    /// <summary>Opens a socket through the proxy.</summary>
    public async Task<ClientWebSocket> ConnectAsync()
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.RemoteCertificateValidationCallback = (_, shown, _, _) => Proxy.Certificate.Is(shown);
        await socket.ConnectAsync(new UriBuilder(Proxy.Address) { Scheme = "wss", Path = "/ws" }.Uri, CancellationToken.None);
        return socket;
    }

    /// <summary>Sends a text and gets it back.</summary>
    public static async Task AssertEchoesAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var buffer = new byte[16];
        await socket.SendAsync("ping"u8.ToArray(), WebSocketMessageType.Text, true, patience.Token);
        var answer = await socket.ReceiveAsync(buffer, patience.Token);
        Assert.Equal("ping", Encoding.UTF8.GetString(buffer, 0, answer.Count));
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        foreach (var node in Nodes)
            await node.DisposeAsync();
    }
}
