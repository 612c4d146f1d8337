using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>The standard load on a system that nothing happens to.</summary>
internal sealed class R01NoFault : Trial
{
    public override string Id => "R01";

    public override string Fault => "none";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Single, TopologyKind.Cluster];

    public override bool HasShortForm => true;

    public override async Task PlayAsync(TrialRun run)
    {
        await using var stage = await Stage.OpenAsync(run, StagePlan.For(run));
        var (from, to) = await stage.PlayAsync(run.Pick(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(8)));

        // The short form shares the machine with other tests: there it is the promises that count, not the figures.
        run.Latencies(
            stage.Journal,
            from,
            to,
            run.Pick(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500)),
            run.Pick(TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(3)),
            run.Pick(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(3)));
        await stage.SettleAsync();
    }
}
