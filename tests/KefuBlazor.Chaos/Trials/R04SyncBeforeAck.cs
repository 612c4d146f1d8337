using KefuBlazor.Chaos.Faults;
using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>The order of system calls: written to the log, synced, and only then the ack.</summary>
internal sealed class R04SyncBeforeAck : Trial
{
    public override string Id => "R04";

    public override string Fault => "none; the order of system calls is looked at";

    public override Company Company => Company.Any;

    public override TimeSpan About => TimeSpan.FromSeconds(50);

    public override Task<string?> FindObstacleAsync(TopologyKind kind) => SystemCalls.FindObstacleAsync();

    public override async Task PlayAsync(TrialRun run)
    {
        var plan = StagePlan.For(run) with { Customers = 20, Agents = 4, MessagesPerSecond = 60 };
        await using var stage = await Stage.OpenAsync(run, plan);
        await using (var calls = await SystemCalls.AttachAsync(stage.Topology.Nodes[0].ProcessId, "trace=pwrite64,fsync,fdatasync,sendmsg,sendto"))
        {
            await stage.PlayAsync(run.Pick(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(4)));
            await Load.Crowd.UntilAsync(() => stage.Crowd.All.All(client => client.Waiting == 0), TimeSpan.FromSeconds(20));
            await calls.DetachAsync();
            var (acks, tooSoon) = SyncOrder.Judge(File.ReadLines(calls.File));
            run.Figure($"{tooSoon.Count} of {acks} acks before their sync");
            run.Require(acks >= run.Pick(1000, 50), $"only {acks} acks were seen");
            run.Require(tooSoon.Count == 0, $"acked before it was synced: {string.Join(", ", tooSoon.Take(5))}");
        }

        await stage.SettleAsync();
    }
}
