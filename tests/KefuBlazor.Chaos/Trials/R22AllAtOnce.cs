using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>Everybody loses the connection in the same moment, and comes back.</summary>
internal sealed class R22AllAtOnce : Trial
{
    public override string Id => "R22";

    public override string Fault => "2000 sockets cut at once";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Single, TopologyKind.Cluster];

    public override TimeSpan About => TimeSpan.FromSeconds(100);

    public override async Task PlayAsync(TrialRun run)
    {
        var plan = StagePlan.For(run) with { Customers = run.Pick(2000, 100) };
        await using var stage = await Stage.OpenAsync(run, plan);
        await stage.PlayAsync(TimeSpan.FromSeconds(45), async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(5));
            foreach (var client in stage.Crowd.All)
                client.Drop();
            await Task.Delay(200);
            var back = await Load.Crowd.UntilAsync(() => stage.Crowd.All.All(client => client.IsConnected), TimeSpan.FromSeconds(60));
            run.Bound("all back in", back, TimeSpan.FromSeconds(30));
            var from = stage.Journal.Now;
            await Task.Delay(TimeSpan.FromSeconds(10));
            run.Latencies(stage.Journal, from, stage.Journal.Now, mostP99: TimeSpan.FromSeconds(1));
        });
        await stage.SettleAsync();
    }
}
