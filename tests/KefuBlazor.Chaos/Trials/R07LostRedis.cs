using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>
/// Redis goes and comes back empty, or hangs, which is harder. The message path must not notice; what crosses from node to node may take
/// a few seconds.
/// </summary>
/// <param name="id">R07 or R08.</param>
/// <param name="hangs">Whether it hangs rather than dies.</param>
internal sealed class R07LostRedis(string id, bool hangs) : Trial
{
    public override string Id => id;

    public override string Fault => hangs ? "Redis hangs for 30 s" : "Redis killed, back after 20 s, empty";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Cluster];

    public override TopologyKind? InEveryRun => hangs ? null : TopologyKind.Cluster;

    public override async Task PlayAsync(TrialRun run)
    {
        var away = run.Pick(TimeSpan.FromSeconds(hangs ? 30 : 20), TimeSpan.FromSeconds(6));
        await using var stage = await Stage.OpenAsync(run, StagePlan.For(run));
        var redis = ((ClusterTopology)stage.Topology).Redis;
        var (from, to) = (TimeSpan.Zero, TimeSpan.Zero);
        await stage.PlayAsync(away + TimeSpan.FromSeconds(8), async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(3));
            from = stage.Journal.Now;
            await (hangs ? redis.FreezeAsync() : redis.KillAsync());
            await Task.Delay(away);
            await (hangs ? redis.ThawAsync() : redis.StartAgainAsync());
            to = stage.Journal.Now;
        });
        run.Latencies(
            stage.Journal, from, to, mostP99: TimeSpan.FromSeconds(1), mostShown: TimeSpan.FromSeconds(10));
        await stage.SettleAsync(run.Pick(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40)));
        run.Require(stage.Crowd.Agents.All(agent => agent.Welcomes == 1), "an agent lost the connection");
    }
}
