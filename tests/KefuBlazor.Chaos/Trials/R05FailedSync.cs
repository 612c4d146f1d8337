using KefuBlazor.Chaos.Faults;
using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>The disk reports that a sync failed: nobody knows what of it is there, so nothing may be acked from then on.</summary>
internal sealed class R05FailedSync : Trial
{
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(500);

    public override string Id => "R05";

    public override string Fault => "syncs fail with EIO";

    public override Task<string?> FindObstacleAsync(TopologyKind kind) => SystemCalls.FindObstacleAsync();

    public override async Task PlayAsync(TrialRun run)
    {
        await using var stage = await Stage.OpenAsync(run, StagePlan.For(run));
        var node = stage.Topology.Nodes[0];
        await stage.PlayAsync(TimeSpan.FromSeconds(12), async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            await using var calls = await SystemCalls.AttachAsync(
                node.ProcessId, "trace=fdatasync,fsync", "inject=fdatasync,fsync:error=EIO");
            var failedAt = await WaitForFaultAsync(stage, calls);
            var unready = await Load.Crowd.UntilAsync(() => !node.IsReadyAsync().GetAwaiter().GetResult(), TimeSpan.FromSeconds(10));
            run.Bound("unready after", unready, TimeSpan.FromSeconds(2));
            await Task.Delay(TimeSpan.FromSeconds(3));
            var late = stage.Journal.Sends.Count(send => send.AckedAt > failedAt + OnTheWay);
            run.Figure($"{late} acks after the fault");
            run.Require(late == 0, $"{late} messages were acked though the disk had failed");
        });
        await node.KillAsync();
        await node.StartAsync();
        await stage.SettleAsync(TimeSpan.FromSeconds(30));
    }

    private static async Task<TimeSpan> WaitForFaultAsync(Stage stage, SystemCalls calls)
    {
        for (var look = 0; look < 1000; look++)
        {
            if ((await calls.ReadAsync()).Contains("INJECTED", StringComparison.Ordinal))
                return stage.Journal.Now;
            await Task.Delay(20);
        }

        throw new TimeoutException("No sync came that could fail.");
    }
}
