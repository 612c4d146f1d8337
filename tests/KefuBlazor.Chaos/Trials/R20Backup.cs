using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>A backup is taken while everybody talks, and restored on an empty machine.</summary>
internal sealed class R20Backup : Trial
{
    public override string Id => "R20";

    public override string Fault => "backup under load, restored elsewhere";

    public override async Task PlayAsync(TrialRun run)
    {
        await using var stage = await Stage.OpenAsync(run, StagePlan.For(run));
        var node = stage.Topology.Nodes[0];
        var backup = Directory.CreateTempSubdirectory("kefu-chaos-backup-").FullName;
        try
        {
            var acked = new HashSet<string>();
            await stage.PlayAsync(TimeSpan.FromSeconds(20), async () =>
            {
                await Task.Delay(TimeSpan.FromSeconds(8));
                acked.UnionWith(stage.Journal.Sends.Where(send => send.AckedAt is not null).Select(send => send.ClientId));
                var from = stage.Journal.Now;
                await node.RunCommandAsync("backup", Path.Combine(backup, "copy"));
                run.Figure($"backup took {TrialRun.Format(stage.Journal.Now - from)}");
                run.Latencies(stage.Journal, from, stage.Journal.Now, mostP99: TimeSpan.FromMilliseconds(500));
            });
            await stage.SettleAsync();

            await using var other = Topology.Make(TopologyKind.Single);
            await other.Nodes[0].RunCommandAsync("restore", Path.Combine(backup, "copy"));
            await other.StartAsync();
            var restored = (await other.Store.MessagesAsync()).Select(message => message.ClientId).ToHashSet();
            run.Figure($"{acked.Count} acked before, {restored.Count} restored");
            run.Require(acked.IsSubsetOf(restored), $"{acked.Count(id => !restored.Contains(id))} messages acked before the backup are not in it");
        }
        finally
        {
            Directory.Delete(backup, recursive: true);
        }
    }
}
