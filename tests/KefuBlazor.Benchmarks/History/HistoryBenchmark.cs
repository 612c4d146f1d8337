using System.Globalization;
using KefuBlazor.Benchmarks.Reports;
using KefuBlazor.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace KefuBlazor.Benchmarks.History;

/// <summary>B6: pages of the past do not get slower as the past grows.</summary>
internal sealed class HistoryBenchmark : Benchmark
{
    private const int Asked = 500;

    public override string Name => "history";

    public override string Summary => "a history page and an inbox page among 10 thousand and 1 million messages (--full: 10 million), SQLite and PostgreSQL";

    public override string Document => "docs/performance.md";

    public override async Task<string> RunAsync(BenchmarkOptions options)
    {
        var machine = Machine.Describe();
        int[] sizes = options.Full ? [10_000, 1_000_000, 10_000_000] : [10_000, 1_000_000];
        using var published = await PublishedServer.MakeAsync();
        var columns = new List<string>();
        var times = new List<PageTimes>();
        foreach (var size in sizes)
        {
            columns.Add($"SQLite, {Words(size)}");
            times.Add(await OnSqliteAsync(published, size));
            Print(columns[^1], times[^1]);
        }

        await using var postgres = await PostgresServer.StartAsync();
        foreach (var size in sizes)
        {
            columns.Add($"PostgreSQL, {Words(size)}");
            times.Add(await OnPostgresAsync(published, postgres, size));
            Print(columns[^1], times[^1]);
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {machine}. Closed conversations of {PastYears.MessagesEach} messages, asked for by the agent who had them, over HTTP, one request after another: 400 of each after 100
            of warm-up. A history page is a conversation's messages; an inbox page has 50 conversations and comes from the first twenty pages of the list.

            {new Table("ms", columns)
                .Row("history page, p50", times.Select(one => one.History.Percentile(0.5)), "0.00")
                .Row("history page, p99", times.Select(one => one.History.Percentile(0.99)), "0.00")
                .Row("inbox page, p50", times.Select(one => one.Inbox.Percentile(0.5)), "0.00")
                .Row("inbox page, p99", times.Select(one => one.Inbox.Percentile(0.99)), "0.00")}
            """);
    }

    private static void Print(string column, PageTimes times) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{column}: history {times.History.Percentile(0.5):0.00} ms, inbox {times.Inbox.Percentile(0.5):0.00} ms"));

    private static string Words(int size) => size >= 1_000_000 ? $"{size / 1_000_000} million" : $"{size / 1000} thousand";

    private static async Task<PageTimes> OnSqliteAsync(PublishedServer published, int size)
    {
        await using var server = await ServerProcess.StartAsync(Settings(), program: published.Program);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(server.Folder, "data", "kefu.db")};Pooling=False");
        await connection.OpenAsync();
        await PastYears.MakeAsync(connection, PastYears.OnSqlite(size));
        return await PageTimes.MeasureAsync(server.BaseAddress, await SomeAsync(connection));
    }

    private static async Task<PageTimes> OnPostgresAsync(PublishedServer published, PostgresServer postgres, int size)
    {
        var database = await postgres.CreateDatabaseAsync();
        var settings = Settings();
        settings["Storage__Provider"] = "Postgres";
        settings["ConnectionStrings__Kefu"] = postgres.ConnectionString(database);
        await using var server = await ServerProcess.StartAsync(settings, program: published.Program);
        await using var connection = new NpgsqlConnection(postgres.ConnectionString(database));
        await connection.OpenAsync();
        await PastYears.MakeAsync(connection, PastYears.OnPostgres(size) + ";\nVACUUM ANALYZE");
        return await PageTimes.MeasureAsync(server.BaseAddress, await SomeAsync(connection));
    }

    // What lies this long in the past would be purged.
    private static Dictionary<string, string> Settings() => new(PublishedServer.Settings) { ["Retention__Days"] = "0" };

    private static async Task<List<string>> SomeAsync(System.Data.Common.DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT id FROM conversations ORDER BY id LIMIT {Asked}";
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<string>();
        while (await reader.ReadAsync())
            ids.Add(reader.GetString(0));
        return ids;
    }
}
