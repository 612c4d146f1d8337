using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace KefuBlazor.Core.Storage.StorageMigration;

/// <summary>Reads a table of both databases side by side, and holds every value against the other.</summary>
internal sealed class TableComparison(SqliteConnection source, NpgsqlConnection target, MigratedTable table, IProgress<MigrationProgress>? progress)
{
    private const int ToldEvery = 50_000;

    /// <param name="expected">How many rows were copied.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null where both are the same; else what differs first. It names keys and columns, and no other value.</returns>
    public async Task<string?> FindDifferenceAsync(long expected, CancellationToken cancellationToken)
    {
        await using var left = source.CreateCommand();
        left.CommandText = table.Select;
        await using var right = new NpgsqlCommand(table.Select, target) { CommandTimeout = 0 };
        await using var sources = await left.ExecuteReaderAsync(cancellationToken);
        await using var targets = await right.ExecuteReaderAsync(cancellationToken);

        var watch = Stopwatch.StartNew();
        var row = new object?[table.Columns.Count];
        for (long rows = 0; ; rows++)
        {
            if (rows > 0 && (rows % ToldEvery == 0 || rows == expected))
                progress?.Report(new MigrationProgress(MigrationPhase.Comparing, table.Name, rows, expected, rows / watch.Elapsed.TotalSeconds));

            var (more, alsoMore) = (await sources.ReadAsync(cancellationToken), await targets.ReadAsync(cancellationToken));
            if (!more && !alsoMore)
                return rows == expected ? null : $"{table.Name} has {rows} rows, and {expected} were copied";
            if (!more || !alsoMore)
                return $"{table.Name} has only {rows} rows in {(more ? "PostgreSQL" : "SQLite")}";

            table.Read(sources, row);
            for (var index = 0; index < row.Length; index++)
            {
                if (!Equals(row[index], table.Columns[index].Read(targets, index)))
                    return $"{table.Name}.{table.Columns[index].Name} differs at row {rows + 1}, key {string.Join(' ', table.KeyOf(row))}";
            }
        }
    }
}
