using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Streams;

/// <summary>Requests go to whichever node the proxy chooses; the stream stays where it is.</summary>
public sealed class StreamNodeTests
{
    [Fact]
    public async Task Frames_OnAnotherNode_AreAnsweredOnTheStreamOnceAndInOrder()
    {
        await using var cluster = await Cluster.StartAsync(2, new Dictionary<string, string> { ["Limits__SendsPerTenSeconds"] = "0" });
        var (here, there) = (cluster.Nodes[0].BaseAddress, cluster.Nodes[1].BaseAddress);
        await using var customer = await KefuClient.StreamAsync(here, frames: there);
        await using var tab = await KefuClient.StreamAsync(there, customer.VisitorToken);

        for (var sent = 1; sent <= 50; sent++)
            Assert.Equal(sent, (await customer.SendMessageAsync($"{sent}", clientId: $"c{sent}")).Number("seq"));
        for (var seq = 1; seq <= 50; seq++)
            Assert.Equal($"{seq}", (await tab.ExpectAsync("text", frame => frame.Number("seq") == seq)).Text("content"));

        // The limits are the stream's, wherever its frames come in.
        for (var sent = 0; sent < 20; sent++)
            await customer.SendTextAsync("[]");
        Assert.Equal(4400, await customer.ExpectCloseAsync());
    }

    [Fact]
    public async Task Frames_WhileNodesHearNothingOfEachOther_ArePutOffAndGoOnAfterwards()
    {
        await using var cluster = await Cluster.StartAsync(2);
        var (here, there) = (cluster.Nodes[0].BaseAddress, cluster.Nodes[1].BaseAddress);
        await using var customer = await KefuClient.StreamAsync(here, frames: there);
        var stream = (EventStreamClient)customer.Socket;
        await customer.SendMessageAsync("1");

        await cluster.Redis.KillAsync();
        await AnswersAsync(stream, 503);
        await cluster.Redis.StartAgainAsync();
        await AnswersAsync(stream, 202);
        Assert.Equal(2, (await customer.SendMessageAsync("2")).Number("seq"));
    }

    private static Task AnswersAsync(EventStreamClient stream, int status)
    {
        var last = 0;
        return Eventually.HoldsAsync(
            async () => (last = (int)await stream.PostAsync("{\"type\":\"heartbeat\"}")) == status, () => $"Answered {last}.", TimeSpan.FromSeconds(30));
    }
}
