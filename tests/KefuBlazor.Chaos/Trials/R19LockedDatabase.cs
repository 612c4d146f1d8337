using KefuBlazor.Chaos.Nodes;
using Microsoft.Data.Sqlite;

namespace KefuBlazor.Chaos.Trials;

/// <summary>Another program holds the database's write lock for longer than the server waits for it.</summary>
internal sealed class R19LockedDatabase : Trial
{
    private static readonly TimeSpan Locked = TimeSpan.FromSeconds(10);

    public override string Id => "R19";

    public override string Fault => "the database is locked for 10 s";

    public override async Task PlayAsync(TrialRun run)
    {
        await using var stage = await Stage.OpenAsync(run, StagePlan.For(run));
        var freedAt = TimeSpan.Zero;
        await stage.PlayAsync(TimeSpan.FromSeconds(24), async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(3));
            await LockAsync(((SingleNodeTopology)stage.Topology).DatabaseFile);
            freedAt = stage.Journal.Now;
            var before = stage.Journal.Sends.Where(send => send.InvokedAt < freedAt && send.AckedAt is null).ToList();
            run.Figure($"{before.Count} sends waited");
            run.Require(before.Count > 0, "the lock kept nobody waiting: this run proves nothing");
            var recovered = await Load.Crowd.UntilAsync(() => before.TrueForAll(send => send.AckedAt is not null), TimeSpan.FromSeconds(30));
            run.Bound("recovered in", recovered, TimeSpan.FromSeconds(5));
        });
        run.Latencies(stage.Journal, freedAt + TimeSpan.FromSeconds(5), stage.Journal.Now);
        await stage.SettleAsync();
    }

    private static async Task LockAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=30");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        await Task.Delay(Locked);
        command.CommandText = "ROLLBACK";
        await command.ExecuteNonQueryAsync();
    }
}
