using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>A backup is taken while everybody talks, and restored on an empty machine.</summary>
internal sealed class R20Backup : Trial
{
    public override string Id => "R20";

    public override string Fault => "backup under load, restored elsewhere";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Single, TopologyKind.Cluster];

    public override async Task PlayAsync(TrialRun run)
    {
        await using var stage = await Stage.OpenAsync(run, StagePlan.For(run));
        await using var backup = stage.Topology is ClusterTopology cluster ? new DumpedDatabase(cluster) : (IBackup)new CopiedFolder(stage.Topology.Nodes[0]);
        var acked = new HashSet<string>();
        await stage.PlayAsync(TimeSpan.FromSeconds(20), async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(8));
            acked.UnionWith(stage.Journal.Sends.Where(send => send.AckedAt is not null).Select(send => send.ClientId));
            var from = stage.Journal.Now;
            await backup.MakeAsync();
            run.Figure($"backup took {TrialRun.Format(stage.Journal.Now - from)}");
            run.Latencies(stage.Journal, from, stage.Journal.Now, mostP99: TimeSpan.FromMilliseconds(500));
        });
        await stage.SettleAsync();

        var restored = (await backup.RestoreAsync()).Select(message => message.ClientId).ToHashSet();
        run.Figure($"{acked.Count} acked before, {restored.Count} restored");
        run.Require(acked.IsSubsetOf(restored), $"{acked.Count(id => !restored.Contains(id))} messages acked before the backup are not in it");
    }
}
