using KefuBlazor.Chaos.Clients;
using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>An agent at the desk, in a browser, with a draft half written: the node dies, then the network goes for a moment.</summary>
internal sealed class R16LostDesk : Trial
{
    public override string Id => "R16";

    public override string Fault => "the node of an agent's desk killed; network lost for 30 s";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Cluster];

    public override TimeSpan About => TimeSpan.FromSeconds(80);

    public override Task<string?> FindObstacleAsync(TopologyKind kind) => Task.FromResult(Chromium.FindObstacle());

    public override async Task PlayAsync(TrialRun run)
    {
        await using var desk = await DeskInBrowser.OpenAsync(run);
        var node = await desk.FindNodeAsync();
        await node.KillAsync();
        desk.Customer.Say("after the kill");
        run.Bound("after `kill -9` at work in", await desk.AtWorkAsync("after the kill"), TimeSpan.FromSeconds(10));
        await node.StartAsync();

        desk.Wire.SilenceBoth();
        desk.Customer.Say("while the network was away");
        await Task.Delay(run.Pick(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(8)));
        desk.Wire.Heal();
        run.Bound("after 30 s without network in", await desk.AtWorkAsync("while the network was away"), TimeSpan.FromSeconds(10));
    }
}
