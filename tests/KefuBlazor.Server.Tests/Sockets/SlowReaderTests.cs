using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Sockets;

public sealed class SlowReaderTests
{
    private const int Messages = 800;
    private const int PageSize = 50;

    [Fact]
    public async Task Reader_ThatStops_IsDroppedWith4430AndCatchesUpByHistory()
    {
        await using var server = await TestServer.StartAsync(
            ("Limits:SendsPerTenSeconds", "0"),
            ("Sockets:OutboundQueue", "64"),
            ("Sockets:CloseTimeout", "00:02:00"),
            ("Sockets:SilenceTimeout", "00:05:00"));
        await using var sender = await KefuClient.CustomerAsync(server);
        using var stuck = await RawSocket.ConnectAsync(server, "user_type=kehu", sender.VisitorToken, receiveBuffer: 4096);
        await using var other = await KefuClient.CustomerAsync(server, sender.VisitorToken);

        // More than the buffers of both ends hold, so that the server cannot write any more.
        var content = new string('重', 4000);
        for (var sent = 1; sent <= Messages; sent++)
            await sender.SendAsync(new { type = "text", client_id = $"c{sent}", content });
        var conversation = (await sender.ExpectAsync("ack", ack => ack.Number("seq") == Messages)).Text("conversation_id");
        Assert.Equal(Messages, (await LastToldAsync(other)).Number("seq"));

        // Reading on lets it finish what it was sending, and then it says why it stops.
        Assert.Equal(4430, await stuck.ReadToCloseAsync());

        await using var back = await KefuClient.CustomerAsync(server, sender.VisitorToken);
        Assert.Equal(Messages, back.Welcome.Part("conversation").Number("last_seq"));
        var held = 0L;
        while (held < Messages)
        {
            var page = await back.AskAsync(new() { ["type"] = "history", ["conversation_id"] = conversation!, ["after_seq"] = held, ["limit"] = PageSize });
            Assert.Equal(Enumerable.Range((int)held + 1, PageSize).Select(seq => (long)seq), page.Parts("messages").Select(message => message.Number("seq")));
            held += PageSize;
            Assert.Equal(held < Messages, page.Is("has_more"));
        }
    }

    private static Task<Frame> LastToldAsync(KefuClient client) => client.ExpectAsync("text", frame => frame.Number("seq") == Messages);
}
