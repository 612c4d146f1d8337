using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Streams;

/// <summary>A stream is a connection in every sense.</summary>
public sealed class StreamLimitTests
{
    [Fact]
    public async Task Connections_OfEitherKind_ShareTheirPlaces()
    {
        await using var server = await TestServer.StartAsync(("Limits:Connections", "3"), ("Limits:SocketsPerVisitor", "2"));
        await using var first = await KefuClient.CustomerAsync(server);
        await using var second = await KefuClient.StreamAsync(server.BaseAddress, first.VisitorToken);
        var third = await Assert.ThrowsAsync<RefusedException>(() => KefuClient.StreamAsync(server.BaseAddress, first.VisitorToken));
        Assert.Equal(429, third.Status);
        Assert.True(int.Parse(third.Header("Retry-After")!, null) > 0);

        await using var other = await KefuClient.StreamAsync(server.BaseAddress);
        Assert.Equal(503, (await Assert.ThrowsAsync<RefusedException>(() => KefuClient.StreamAsync(server.BaseAddress))).Status);
        Assert.Equal(503, (await Assert.ThrowsAsync<RefusedException>(() => KefuClient.CustomerAsync(server))).Status);
    }

    [Fact]
    public async Task Terminate_WithOpenStreams_SaysByeClosesWith1001AndEnds()
    {
        await using var server = await TestServer.StartAsync();
        await using var customer = await KefuClient.StreamAsync(server.BaseAddress);
        var stopping = server.StopAsync();

        Assert.InRange((await customer.ExpectAsync("bye")).Number("retry_ms"), 1, 10_000);
        Assert.Equal(1001, await customer.ExpectCloseAsync());
        Assert.InRange((await stopping).TotalSeconds, 0, 20);
    }

    [Fact]
    public async Task Peer_ThatSendsNothing_IsClosedWith4408()
    {
        await using var server = await TestServer.StartAsync(
            ("Sockets:PingInterval", "00:00:00.5"), ("Sockets:SilenceTimeout", "00:00:01"), ("Sockets:StreamSilenceTimeout", "00:00:03"));
        await using var customer = await KefuClient.StreamAsync(server.BaseAddress);
        Assert.Equal(4408, await customer.ExpectCloseAsync());
    }

    [Fact]
    public async Task Reader_ThatStops_IsDroppedAndCatchesUpByHistory()
    {
        const int messages = 400;
        await using var server = await TestServer.StartAsync(
            ("Limits:SendsPerTenSeconds", "0"), ("Sockets:OutboundQueue", "64"), ("Sockets:CloseTimeout", "00:02:00"));
        await using var sender = await KefuClient.CustomerAsync(server);
        using var stuck = await EventStreamClient.ConnectAsync(server.BaseAddress, sender.VisitorToken, read: false);
        var content = new string('重', 4000);
        for (var sent = 1; sent <= messages; sent++)
            await sender.SendAsync(new { type = "text", client_id = $"c{sent}", content });
        await sender.ExpectAsync("ack", ack => ack.Number("seq") == messages);

        // Reading on lets it finish what it was sending, and then it says why it stops.
        await stuck.ReadAsync();
        Assert.Equal(4430, (int?)stuck.CloseStatus);
        await using var back = await KefuClient.StreamAsync(server.BaseAddress, sender.VisitorToken);
        Assert.Equal(messages, back.Welcome.Part("conversation").Number("last_seq"));
    }
}
