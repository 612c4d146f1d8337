using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace KefuBlazor.Core.Storage.StorageMigration;

/// <summary>
/// Copies one table, a batch a transaction, in the order of its key: what the target holds is always the beginning of what the source does, and
/// its last key says where to go on.
/// </summary>
internal sealed class TableCopy(SqliteConnection source, NpgsqlConnection target, MigratedTable table, int batchRows, IProgress<MigrationProgress>? progress)
{
    /// <returns>How many rows the table has then.</returns>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var total = await CountSourceAsync(cancellationToken);
        var before = await CountTargetAsync(cancellationToken);
        var after = before == 0 ? null : await LastKeyAsync(cancellationToken);
        var rows = before;
        for (var count = batchRows; count == batchRows;)
        {
            (count, after) = await CopyAsync(after, cancellationToken);
            rows += count;
            progress?.Report(new MigrationProgress(MigrationPhase.Copying, table.Name, rows, total, (rows - before) / watch.Elapsed.TotalSeconds));
        }

        await SetIdentitiesOnAsync(cancellationToken);
        return rows;
    }

    private async Task<(int Count, object?[]? Last)> CopyAsync(object?[]? after, CancellationToken cancellationToken)
    {
        await using var command = table.SelectAfter(source, after, batchRows);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!reader.HasRows)
            return (0, after);

        await using var writer = await target.BeginBinaryImportAsync(table.CopyIn, cancellationToken);
        writer.Timeout = Timeout.InfiniteTimeSpan;
        var row = new object?[table.Columns.Count];
        var count = 0;
        for (; await reader.ReadAsync(cancellationToken); count++)
        {
            table.Read(reader, row);
            await writer.StartRowAsync(cancellationToken);
            for (var index = 0; index < row.Length; index++)
            {
                if (row[index] is { } value)
                    await writer.WriteAsync(value, table.Columns[index].Type, cancellationToken);
                else
                    await writer.WriteNullAsync(cancellationToken);
            }
        }

        await writer.CompleteAsync(cancellationToken);
        return (count, table.KeyOf(row));
    }

    private async Task<long> CountSourceAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand();
        command.CommandText = table.Count;
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<long> CountTargetAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(table.Count, target) { CommandTimeout = 0 };
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<object?[]> LastKeyAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(table.SelectLastKey, target) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)];
    }

    /// <summary>The next row that PostgreSQL numbers comes behind those that were copied with their numbers.</summary>
    private async Task SetIdentitiesOnAsync(CancellationToken cancellationToken)
    {
        foreach (var column in table.Columns.Where(column => column.IsIdentity))
        {
            var sql = string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT setval(pg_get_serial_sequence('{table.Name}', '{column.Name}'), COALESCE(MAX({column.Name}), 1), MAX({column.Name}) IS NOT NULL) FROM {table.Name}");
            await using var command = new NpgsqlCommand(sql, target);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
