using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>Nodes are asked to go, one after the other, as a deployment does.</summary>
internal sealed class R15Drain : Trial
{
    public override string Id => "R15";

    public override string Fault => "SIGTERM of every node, one after the other";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Single, TopologyKind.Cluster];

    public override async Task PlayAsync(TrialRun run)
    {
        await using var stage = await Stage.OpenAsync(run, StagePlan.For(run));
        var slowest = TimeSpan.Zero;
        await stage.PlayAsync(TimeSpan.FromSeconds(12 * stage.Topology.Nodes.Count), async () =>
        {
            foreach (var node in stage.Topology.Nodes)
            {
                await Task.Delay(TimeSpan.FromSeconds(3));
                var went = await node.StopAsync();
                slowest = went > slowest ? went : slowest;
                await node.StartAsync();
                await Task.Delay(TimeSpan.FromSeconds(4));
            }
        });
        await stage.SettleAsync(TimeSpan.FromSeconds(15));
        run.Bound("gone in", slowest, TimeSpan.FromSeconds(20));
        run.Bound("clients back in", stage.Journal.Away.All().Most, TimeSpan.FromSeconds(10));
    }
}
