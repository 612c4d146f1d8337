using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>Redis drops all subscribers, twice in short order: what was published meanwhile is gone.</summary>
internal sealed class R10KilledSubscriptions : Trial
{
    public override string Id => "R10";

    public override string Fault => "`CLIENT KILL TYPE pubsub` twice in 0.5 s";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Cluster];

    public override Company Company => Company.Any;

    public override async Task PlayAsync(TrialRun run)
    {
        await using var stage = await Stage.OpenAsync(run, StagePlan.For(run));
        var redis = ((ClusterTopology)stage.Topology).Redis;
        var killed = 0;
        await stage.PlayAsync(TimeSpan.FromSeconds(20), async () =>
        {
            for (var time = 0; time < 4; time++)
            {
                await Task.Delay(TimeSpan.FromSeconds(4));
                stage.Traffic.Burst(50);
                for (var twice = 0; twice < 2; twice++)
                {
                    if (int.TryParse(await redis.RunAsync("CLIENT", "KILL", "TYPE", "pubsub"), out var count))
                        killed += count;
                    await Task.Delay(250);
                }
            }
        });
        run.Figure($"{killed} subscriptions killed");
        run.Require(killed > 0, "there was no subscription to kill");
        await stage.SettleAsync();
    }
}
