using KefuBlazor.Chaos.Faults;
using KefuBlazor.Chaos.Nodes;
using KefuBlazor.Chaos.Records;
using Microsoft.Data.Sqlite;

namespace KefuBlazor.Chaos.Trials;

/// <summary>
/// The power fails: of the disk only what was synced is left. The server is frozen and the disk's file copied, so that one run gives many
/// cuts. The same with syncs that do nothing must lose messages, or the test would prove nothing.
/// </summary>
internal sealed class R03PowerCut : Trial
{
    private const int Megabytes = 64;
    private const int Commits = 500;

    public override string Id => "R03";

    public override string Fault => "power cut at 10 random times; the same with `NORMAL` must lose";

    public override TimeSpan About => TimeSpan.FromSeconds(150);

    public override Company Company => Company.Any;

    public override async Task<string?> FindObstacleAsync(TopologyKind kind) =>
        await Disk.FindObstacleAsync() ?? await SystemCalls.FindObstacleAsync();

    public override async Task PlayAsync(TrialRun run)
    {
        var lost = await CutAsync(run, cuts: run.Pick(10, 2), syncs: true);
        run.Require(lost == 0, $"{lost} acked messages or their files were not on the disk");
        var lostWithoutSync = await CutAsync(run, cuts: 1, syncs: false);
        run.Require(lostWithoutSync > 0, "without syncs nothing was lost: this test proves nothing here");
        run.Figure($"{lost} lost; without syncs {lostWithoutSync}");

        // The same with SQLite alone: it is this setting, and no other, that the promise hangs on.
        foreach (var (level, mustKeepAll) in new[] { ("FULL", true), ("NORMAL", false) })
        {
            var kept = await KeptAfterCommitsAsync(level);
            run.Figure($"`{level}` kept {kept} of {Commits} commits");
            run.Require(mustKeepAll == (kept == Commits), $"`synchronous={level}` kept {kept} of {Commits} commits");
        }
    }

    private static async Task<long> KeptAfterCommitsAsync(string level)
    {
        await using var disk = await Disk.MakeImageAsync(Megabytes);
        var file = Path.Combine(disk.Folder, "proof.db");
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE proof (n INTEGER); PRAGMA synchronous={level};";
        await command.ExecuteNonQueryAsync();
        command.CommandText = "INSERT INTO proof VALUES (1)";
        for (var commit = 0; commit < Commits; commit++)
            await command.ExecuteNonQueryAsync();

        await using var copy = await disk.CopyAsSyncedAsync();
        await connection.CloseAsync();
        await using var found = new SqliteConnection($"Data Source={Path.Combine(copy.Folder, "proof.db")};Pooling=False");
        await found.OpenAsync();
        await using var count = found.CreateCommand();
        count.CommandText = "SELECT count(*) FROM proof";
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private static async Task<int> CutAsync(TrialRun run, int cuts, bool syncs)
    {
        await using var disk = await Disk.MakeImageAsync(Megabytes);
        var plan = StagePlan.For(run) with { Folder = disk.Folder, Prepare = topology => topology.PrepareNode = node => node.Wrapper = syncs ? [] : SystemCalls.WithoutSync };
        await using var stage = await Stage.OpenAsync(run, plan);
        var random = new Random(run.Seed);
        var lost = 0;
        var pauses = Enumerable.Range(0, cuts).Select(_ => TimeSpan.FromSeconds(1 + (3 * random.NextDouble()))).ToList();
        var copies = new List<(Disk Disk, IReadOnlyList<Send> Acked)>();
        try
        {
            await stage.PlayAsync(pauses.Aggregate(TimeSpan.FromSeconds(cuts), (sum, pause) => sum + pause), async () =>
            {
                foreach (var pause in pauses)
                {
                    await Task.Delay(pause);
                    copies.Add(await CopyAsync(stage, disk));
                }
            });
            foreach (var (copy, acked) in copies)
            {
                var missing = await ExamineAsync(run, copy, acked, mustBeSound: syncs);
                run.Say($"{acked.Count} acked, {missing} of them not on the disk");
                lost += missing;
            }
        }
        finally
        {
            foreach (var (copy, _) in copies)
                await copy.DisposeAsync();
        }

        if (syncs)
            await stage.SettleAsync();
        return lost;
    }

    private static async Task<(Disk, IReadOnlyList<Send>)> CopyAsync(Stage stage, Disk disk)
    {
        stage.Topology.Nodes[0].Freeze();
        await Task.Delay(200); // acks that left before still arrive, and count
        var acked = stage.Journal.Sends.Where(send => send.AckedAt is not null).ToList();
        var copy = await disk.CopyAsSyncedAsync();
        stage.Topology.Nodes[0].Thaw();
        return (copy, acked);
    }

    private static async Task<int> ExamineAsync(TrialRun run, Disk copy, IReadOnlyList<Send> acked, bool mustBeSound)
    {
        var database = Path.Combine(copy.Folder, "data", "kefu.db");
        var stored = new Dictionary<string, StoredFile?>();
        try
        {
            // Opened as the server would: what is in the log counts.
            await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            var integrity = (string?)await command.ExecuteScalarAsync();
            run.Require(!mustBeSound || integrity == "ok", $"integrity_check says {integrity}");
            command.CommandText =
                "SELECT client_id, attachment_id, size FROM messages LEFT JOIN attachments ON attachments.id = attachment_id WHERE client_id IS NOT NULL";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                stored[reader.GetString(0)] = reader.IsDBNull(1) ? null : new StoredFile(reader.GetString(1), reader.IsDBNull(2) ? -1 : reader.GetInt64(2));
        }
        catch (SqliteException exception) when (!mustBeSound)
        {
            run.Say($"the database is not even one any more: {exception.Message}");
        }

        var missing = acked.Count(send => !stored.TryGetValue(send.ClientId, out var file) || (send.File is { } bytes && !IsOnDisk(copy, file, bytes)));
        run.Say($"{acked.Count(send => send.File is not null)} of {acked.Count} acked carry files");
        if (mustBeSound)
            await BootAsync(run, copy.Folder);
        return missing;
    }

    /// <summary>Looked at before anybody boots on it, as the cut left it.</summary>
    private static bool IsOnDisk(Disk copy, StoredFile? stored, byte[] sent)
    {
        if (stored is null || stored.Size != sent.Length)
            return false;
        var file = new FileInfo(Path.Combine(copy.Folder, "data", "files", stored.Id[..2], stored.Id));
        return file.Exists && file.Length == sent.Length && FileHash.Of(File.ReadAllBytes(file.FullName)) == FileHash.Of(sent);
    }

    private static async Task BootAsync(TrialRun run, string folder)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await using var topology = Topology.Make(TopologyKind.Single, folder: folder);
        await topology.StartAsync();
        run.Require(watch.Elapsed < TimeSpan.FromSeconds(10), $"it took {TrialRun.Format(watch.Elapsed)} to boot on what was left");
    }

    /// <summary>A message's file as the database has it.</summary>
    private sealed record StoredFile(string Id, long Size);
}
