using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>The servers start while there is no Redis, and it comes later.</summary>
internal sealed class R09NoRedisAtBoot : Trial
{
    public override string Id => "R09";

    public override string Fault => "no Redis at boot, there after 15 s";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Cluster];

    public override async Task PlayAsync(TrialRun run)
    {
        var plan = StagePlan.For(run) with { Prepare = topology => ((ClusterTopology)topology).StartsRedis = false };
        await using var stage = await Stage.OpenAsync(run, plan);
        await stage.PlayAsync(TimeSpan.FromSeconds(30), async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(15));
            await ((ClusterTopology)stage.Topology).Redis.StartAgainAsync();
        });
        run.Latencies(stage.Journal, stage.Journal.Now - TimeSpan.FromSeconds(5), stage.Journal.Now, mostShown: TimeSpan.FromSeconds(1));
        await stage.SettleAsync();
    }
}
