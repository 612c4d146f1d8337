using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>Nodes are killed again and again and come back at once.</summary>
internal sealed class R02KilledNodes : Trial
{
    public override string Id => "R02";

    public override string Fault => "`kill -9` of a random node every 15 s";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Single, TopologyKind.Cluster];

    public override TopologyKind? InEveryRun => TopologyKind.Cluster;

    public override TimeSpan About => TimeSpan.FromSeconds(155);

    public override async Task PlayAsync(TrialRun run)
    {
        var random = new Random(run.Seed);
        var kills = run.Pick(8, 2);
        var pause = run.Pick(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(4));
        var slowest = TimeSpan.Zero;
        await using var stage = await Stage.OpenAsync(run, StagePlan.For(run));
        await stage.PlayAsync(pause * (kills + 0.5), async () =>
        {
            for (var kill = 1; kill <= kills; kill++)
            {
                await Task.Delay(pause);
                var node = stage.Topology.Nodes[random.Next(stage.Topology.Nodes.Count)];
                await node.KillAsync();
                run.Say($"kill -9 of {node.Name}, {kill} of {kills}");
                var watch = System.Diagnostics.Stopwatch.StartNew();
                await node.StartAsync();
                slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            }
        });
        await stage.SettleAsync(run.Pick(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(40)));
        var away = stage.Journal.Away.All();
        run.Figure($"{kills} kills, ready again in {TrialRun.Format(slowest)} at most");
        run.Bound("95 % back in", away.Percentile(0.95), TimeSpan.FromSeconds(10));
        run.Bound("all in", away.Most, TimeSpan.FromSeconds(30));
    }
}
