using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Sockets;

public sealed class LimitTests
{
    [Fact]
    public async Task Connections_OverAllLimits_AreRefusedAndAPlaceThatIsGivenBackCounts()
    {
        await using var server = await TestServer.StartAsync(
            ("Limits:Connections", "3"), ("Limits:SocketsPerVisitor", "2"), ("Limits:SocketsPerAddress", "0"));
        await using var first = await KefuClient.CustomerAsync(server);
        await using var second = await KefuClient.CustomerAsync(server, first.VisitorToken);
        var third = await RefusedAsync(server, first.VisitorToken);
        Assert.Equal(429, third.Status);
        Assert.True(int.Parse(third.Header("Retry-After")!, null) > 0);

        var other = await KefuClient.CustomerAsync(server);
        var full = await RefusedAsync(server);
        Assert.Equal(503, full.Status);
        Assert.NotNull(full.Header("Retry-After"));

        // The place comes back when the server has noticed; until then it refuses.
        await other.DisposeAsync();
        await using var next = await EventuallyAsync(server);
        Assert.NotEqual(other.UserId, next.UserId);
    }

    [Fact]
    public async Task Connections_FromOneAddress_AreLimitedWhateverItSaysItsAddressIs()
    {
        await using var server = await TestServer.StartAsync(("Limits:SocketsPerAddress", "2"));
        await using var first = await KefuClient.CustomerAsync(server);
        await using var second = await KefuClient.CustomerAsync(server);

        Assert.Equal(429, (await RefusedAsync(server)).Status);
        Assert.Equal(429, (await RefusedAsync(server, forwardedFor: "203.0.113.7")).Status);
    }

    [Fact]
    public async Task Connections_ThroughATrustedProxy_AreCountedByTheClientsAddress()
    {
        await using var server = await TestServer.StartAsync(("Limits:SocketsPerAddress", "1"), ("Proxy:Trusted", "127.0.0.0/8"));
        await using var first = await ForwardedAsync(server, "203.0.113.7");
        await using var second = await ForwardedAsync(server, "203.0.113.8");

        // What a client writes in front of what the proxy adds is not believed.
        Assert.Equal(429, (await RefusedAsync(server, forwardedFor: "198.51.100.1, 203.0.113.7")).Status);
    }

    [Fact]
    public async Task NewVisitors_OverTheRate_AreRefusedAndKnownOnesAreNot()
    {
        await using var server = await TestServer.StartAsync(("Limits:NewVisitorsPerMinutePerAddress", "2"));
        await using var first = await KefuClient.CustomerAsync(server);
        await using var second = await KefuClient.CustomerAsync(server);

        var refused = await RefusedAsync(server);
        Assert.Equal(429, refused.Status);
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, null), 1, 60);
        await using var known = await KefuClient.CustomerAsync(server, first.VisitorToken);
        Assert.Equal(first.UserId, known.UserId);
    }

    private static Task<KefuClient> ForwardedAsync(ServerProcess server, string forwardedFor) => KefuClient.ConnectAsync(
        server, "user_type=kehu", configure: options => options.SetRequestHeader("X-Forwarded-For", forwardedFor));

    private static Task<RefusedException> RefusedAsync(ServerProcess server, string? token = null, string? forwardedFor = null) =>
        Assert.ThrowsAsync<RefusedException>(() => KefuClient.ConnectAsync(server, "user_type=kehu", token, options =>
        {
            if (forwardedFor is not null)
                options.SetRequestHeader("X-Forwarded-For", forwardedFor);
        }));

    private static async Task<KefuClient> EventuallyAsync(ServerProcess server)
    {
        KefuClient? customer = null;
        await Eventually.HoldsAsync(async () => (customer = await KefuClient.CustomerAsync(server)) is not null, () => "Nobody was let in.");
        return customer!;
    }
}
