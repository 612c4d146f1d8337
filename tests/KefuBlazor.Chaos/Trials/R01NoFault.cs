using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>The standard load on a system that nothing happens to.</summary>
internal sealed class R01NoFault : Trial
{
    public override string Id => "R01";

    public override string Fault => "none";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Single, TopologyKind.Cluster];

    public override TopologyKind? InEveryRun => TopologyKind.Cluster;

    public override TimeSpan About => TimeSpan.FromSeconds(95);

    public override async Task PlayAsync(TrialRun run)
    {
        await using var stage = await Stage.OpenAsync(run, StagePlan.For(run));

        // A program compiles what it runs while it runs it for the first time; the figures are of one that has.
        await stage.PlayAsync(run.Pick(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2)));
        var (from, to) = await stage.PlayAsync(run.Pick(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(8)));

        run.Latencies(
            stage.Journal, from, to, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(500));
        await stage.SettleAsync();
    }
}
