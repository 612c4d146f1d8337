using System.Net;
using KefuBlazor.Testing;

namespace KefuBlazor.Browser.Tests.Scaling;

/// <summary>What the configurations of <c>docs/scaling</c> promise of any node, held against stubs that can fail at will.</summary>
[Collection(ProxyCollection.Name)]
public sealed class ProxyTests
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData(ProxyKind.Haproxy)]
    [InlineData(ProxyKind.Nginx)]
    public async Task ForwardingHeaders_ThatAClientForges_AreReplaced(ProxyKind kind)
    {
        await using var stubs = await StubNodes.StartAsync(kind);
        foreach (var path in new[] { "api/x", "kefu/" })
        {
            var seen = await stubs.GetAsync(path, ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-For", "203.0.113.10"), ("X-Forwarded-Proto", "http"));
            Assert.Equal(("127.0.0.1", "https"), (seen.For, seen.Proto));
        }
    }

    [Theory]
    [InlineData(ProxyKind.Haproxy)]
    [InlineData(ProxyKind.Nginx)]
    public async Task Plain_IsSentToTheSameAddressWithTls(ProxyKind kind)
    {
        await using var stubs = await StubNodes.StartAsync(kind);
        using var plain = stubs.Proxy.Certificate.CreateClient(stubs.Proxy.PlainAddress);
        using var answer = await plain.GetAsync(new Uri("kehu/?a=b", UriKind.Relative));
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal("https", answer.Headers.Location!.Scheme);
        Assert.Equal("/kehu/?a=b", answer.Headers.Location.PathAndQuery);
    }

    [Theory]
    [InlineData(ProxyKind.Haproxy)]
    [InlineData(ProxyKind.Nginx)]
    public async Task Desk_OfOneBrowser_StaysOnOneNodeUntilThatIsGone(ProxyKind kind)
    {
        await using var stubs = await StubNodes.StartAsync(kind);
        using var first = await stubs.Proxy.Http.GetAsync(new Uri("kefu/", UriKind.Relative));
        var cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        Assert.Matches("(?i)^kefu_node=[^;]+;.*httponly", cookie);
        Assert.Matches("(?i); *secure", cookie);
        var browser = ("Cookie", cookie.Split(';')[0]);

        var own = await stubs.GetAsync("kefu/", browser);
        Assert.Equal($"node{stubs.Nodes.ToList().IndexOf(stubs.NodeOf(own)) + 1}", Assert.Single(first.Headers.GetValues("X-Kefu-Node")));
        for (var n = 0; n < 10; n++)
            Assert.Equal(own.Port, (await stubs.GetAsync("_blazor/negotiate", browser)).Port);

        await stubs.NodeOf(own).StopAsync();
        Assert.NotEqual(own.Port, (await stubs.GetAsync("kefu/", browser)).Port);
    }

    [Theory]
    [InlineData(ProxyKind.Haproxy)]
    [InlineData(ProxyKind.Nginx)]
    public async Task Node_ThatIsNotReady_IsSentNothingNewAndKeepsWhoIsConnected(ProxyKind kind)
    {
        await using var stubs = await StubNodes.StartAsync(kind);
        using var socket = await stubs.ConnectAsync();
        await StubNodes.AssertEchoesAsync(socket);
        var name = socket.HttpResponseHeaders!["X-Kefu-Node"].Single();
        var leaving = stubs.Nodes[name[^1] - '1'];

        leaving.IsReady = false;
        await Eventually.HoldsAsync(
            async () =>
            {
                for (var n = 0; n < 6; n++)
                    Assert.NotEqual(leaving.Address.Port, (await stubs.GetAsync("api/x")).Port);
                return true;
            },
            () => stubs.Proxy.Log,
            within: TimeSpan.FromSeconds(3));
        await StubNodes.AssertEchoesAsync(socket);

        leaving.IsReady = true;
        socket.Abort(); // or it would have most connections, and be sent none for that
        await Eventually.HoldsAsync(
            async () => (await stubs.GetAsync("api/x")).Port == leaving.Address.Port, () => stubs.Proxy.Log, within: TimeSpan.FromSeconds(15));
    }

    [Theory]
    [InlineData(ProxyKind.Haproxy)]
    [InlineData(ProxyKind.Nginx)]
    public async Task Post_IsSentAgainOnlyWhereItReachedNobody(ProxyKind kind)
    {
        await using var stubs = await StubNodes.StartAsync(kind);
        using (var died = await stubs.Proxy.Http.PostAsync(new Uri("api/die", UriKind.Relative), new StringContent("once")))
            Assert.Equal(HttpStatusCode.BadGateway, died.StatusCode);
        Assert.Equal(1, stubs.Nodes.Sum(node => node.Posts));

        await stubs.Nodes[0].StopAsync();
        for (var n = 0; n < 6; n++)
        {
            using var posted = await stubs.Proxy.Http.PostAsync(new Uri("api/x", UriKind.Relative), new StringContent("once"));
            Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        }
    }

    [Theory]
    [InlineData(ProxyKind.Haproxy)]
    [InlineData(ProxyKind.Nginx)]
    public async Task Upload_OfTenMegabytes_PassesAndALargerOneDoesNot(ProxyKind kind)
    {
        await using var stubs = await StubNodes.StartAsync(kind);
        Assert.Equal(HttpStatusCode.Created, await UploadAsync(stubs, 10 * Megabyte));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await UploadAsync(stubs, 12 * Megabyte));
    }

    [Theory]
    [InlineData(ProxyKind.Haproxy)]
    [InlineData(ProxyKind.Nginx)]
    public async Task ServerSentEvent_ArrivesBeforeTheNextOneHappens(ProxyKind kind)
    {
        await using var stubs = await StubNodes.StartAsync(kind);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var reader = new StreamReader(await stubs.Proxy.Http.GetStreamAsync(new Uri("api/kehu/events", UriKind.Relative), patience.Token));
        Assert.Equal("data: first", await reader.ReadLineAsync(patience.Token));
        foreach (var node in stubs.Nodes)
            node.Release();
        Assert.Equal(string.Empty, await reader.ReadLineAsync(patience.Token));
        Assert.Equal("data: second", await reader.ReadLineAsync(patience.Token));
    }

    [Theory]
    [InlineData(ProxyKind.Haproxy)]
    [InlineData(ProxyKind.Nginx)]
    public async Task Secret_InAQuery_IsInNoLog(ProxyKind kind)
    {
        await using var stubs = await StubNodes.StartAsync(kind);
        await stubs.GetAsync("api/good?session_token=SECRET");
        foreach (var node in stubs.Nodes)
            await node.StopAsync();
        using (var bad = await stubs.Proxy.Http.GetAsync(new Uri("api/bad?session_token=SECRET", UriKind.Relative)))
            Assert.True((int)bad.StatusCode >= 500);
        await Eventually.HoldsAsync(
            () => Task.FromResult(stubs.Proxy.Log.Contains("/api/good", StringComparison.Ordinal) && stubs.Proxy.Log.Contains("/api/bad", StringComparison.Ordinal)),
            () => stubs.Proxy.Log);
        Assert.DoesNotContain("SECRET", stubs.Proxy.Log, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> UploadAsync(StubNodes stubs, int bytes)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[bytes]), "file", "photo.jpg" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/messages/upload") { Content = form };
        request.Headers.ExpectContinue = true; // a refusal comes before the body is on its way
        using var answer = await stubs.Proxy.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
