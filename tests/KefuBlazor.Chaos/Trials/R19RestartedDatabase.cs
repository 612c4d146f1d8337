using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>PostgreSQL goes down as in a crash, and comes back.</summary>
internal sealed class R19RestartedDatabase : Trial
{
    public override string Id => "R19P";

    public override string Fault => "PostgreSQL crashes and is back after 3 s";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Cluster];

    public override async Task PlayAsync(TrialRun run)
    {
        await using var stage = await Stage.OpenAsync(run, StagePlan.For(run));
        var postgres = ((ClusterTopology)stage.Topology).Postgres;
        await stage.PlayAsync(TimeSpan.FromSeconds(25), async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(4));
            await postgres.StopAsync(crash: true);
            await Task.Delay(TimeSpan.FromSeconds(3));
            await postgres.StartAgainAsync();
            var backAt = stage.Journal.Now;
            var before = stage.Journal.Sends.Where(send => send.InvokedAt < backAt).ToList();
            var recovered = await Load.Crowd.UntilAsync(() => before.TrueForAll(send => send.AckedAt is not null), TimeSpan.FromSeconds(30));
            run.Bound("recovered in", recovered, TimeSpan.FromSeconds(5));
        });
        await stage.SettleAsync(TimeSpan.FromSeconds(15));
    }
}
