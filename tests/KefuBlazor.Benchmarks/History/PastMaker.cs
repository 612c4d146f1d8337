using System.Data.Common;
using System.Diagnostics;
using System.Globalization;

namespace KefuBlazor.Benchmarks.History;

/// <summary>Makes the past in a database that the product has just migrated: indexes are taken away and made again when the rows are there.</summary>
internal static class PastMaker
{
    /// <summary>Of the newest migration of a database: what was made for another schema is of no use.</summary>
    public static async Task<string> SchemaAsync(DbConnection connection) =>
        (await ReadAsync(connection, "SELECT max(\"MigrationId\") FROM \"__EFMigrationsHistory\"")).Single()[0].Split('_')[0];

    /// <param name="connection">The database.</param>
    /// <param name="messages">How many.</param>
    /// <param name="dialect">What it says differently.</param>
    /// <param name="indexes">Asks for the name and the making of each index that may be taken away.</param>
    public static async Task MakeAsync(DbConnection connection, int messages, IPastDialect dialect, string indexes)
    {
        var since = Stopwatch.GetTimestamp();
        var taken = await ReadAsync(connection, indexes);
        foreach (var index in taken)
            await RunAsync(connection, $"DROP INDEX \"{index[0]}\"");
        foreach (var statement in PastYears.Make(messages, dialect))
            await RunAsync(connection, statement);
        foreach (var index in taken)
            await RunAsync(connection, index[1]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Made {messages} messages in {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s; kept in {CacheFolder.Path}"));
    }

    public static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Rows of texts.</summary>
    public static async Task<List<string[]>> ReadAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return rows;
    }
}
