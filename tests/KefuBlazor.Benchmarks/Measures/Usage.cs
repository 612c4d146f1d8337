using System.Diagnostics;
using System.Globalization;
using KefuBlazor.Testing;
using Npgsql;

namespace KefuBlazor.Benchmarks.Measures;

/// <summary>What each part of a cluster has used since it started, at one moment.</summary>
/// <param name="At">A <see cref="Stopwatch"/> timestamp.</param>
/// <param name="Servers">Processor time of all nodes.</param>
/// <param name="Postgres">Processor time of all of PostgreSQL's processes.</param>
/// <param name="Redis">Processor time.</param>
/// <param name="Load">Processor time of this program.</param>
/// <param name="Commits">Transactions that were committed.</param>
/// <param name="Syncs">How often PostgreSQL synced its log; 0 where it does not tell.</param>
/// <param name="InPostgres">How long its connections were at work, added up.</param>
/// <param name="RedisCalls">Commands that Redis was sent.</param>
/// <param name="Words">Words that nodes published there.</param>
/// <param name="InRedis">How long it was at work on them.</param>
internal sealed record Usage(
    long At,
    TimeSpan Servers,
    TimeSpan Postgres,
    TimeSpan Redis,
    TimeSpan Load,
    long Commits,
    long Syncs,
    TimeSpan InPostgres,
    long RedisCalls,
    long Words,
    TimeSpan InRedis)
{
    // One of pg_stat_wal's columns went elsewhere in PostgreSQL 18.
    private const string Question =
        """
        SELECT d.xact_commit, d.active_time, coalesce((to_jsonb(w) ->> 'wal_sync')::bigint, 0), pg_backend_pid()
        FROM pg_stat_database d, pg_stat_wal w WHERE d.datname = $1
        """;

    public static async Task<Usage> ReadAsync(Cluster cluster)
    {
        await using var connection = new NpgsqlConnection(cluster.Postgres.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Question, connection) { Parameters = { new NpgsqlParameter { Value = cluster.Database } } };
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        var (commits, active, syncs, backend) = (row.GetInt64(0), row.GetDouble(1), row.GetInt64(2), row.GetInt32(3));

        var redis = int.Parse(Value(await cluster.Redis.RunAsync("INFO", "server"), "process_id"), CultureInfo.InvariantCulture);
        var commands = (await cluster.Redis.RunAsync("INFO", "commandstats")).Split('\n')
            .Where(line => line.StartsWith("cmdstat_", StringComparison.Ordinal)).Select(ParseCommand).ToList();
        return new Usage(
            Stopwatch.GetTimestamp(),
            cluster.Nodes.Aggregate(TimeSpan.Zero, (sum, node) => sum + ProcFile.CpuOf(node.Id)),
            ProcFile.CpuOfFamily(ProcFile.ParentOf(backend)),
            ProcFile.CpuOf(redis),
            ProcFile.CpuOf(Environment.ProcessId),
            commits,
            syncs,
            TimeSpan.FromMilliseconds(active),
            commands.Sum(one => one.Calls),
            commands.Where(one => one.Name == "publish").Sum(one => one.Calls),
            TimeSpan.FromMicroseconds(commands.Sum(one => one.Microseconds)));
    }

    private static string Value(string info, string name) =>
        info.Split('\n').First(line => line.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..].Trim();

    // cmdstat_publish:calls=12,usec=34,usec_per_call=2.83,…
    private static (string Name, long Calls, long Microseconds) ParseCommand(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var fields = line[(colon + 1)..].Split(',').Select(field => field.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return (line["cmdstat_".Length..colon], long.Parse(fields["calls"], CultureInfo.InvariantCulture), long.Parse(fields["usec"], CultureInfo.InvariantCulture));
    }
}
