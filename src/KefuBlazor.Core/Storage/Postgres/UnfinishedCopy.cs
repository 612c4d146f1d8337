using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>
/// The mark of a database that an installation is being copied into: a table of its own with one row, from before the first of the copy until
/// all of it was compared. No server starts on it.
/// </summary>
/// <param name="Installation">Which installation is copied.</param>
/// <param name="State">What it was like: a copy of another state is begun anew.</param>
internal sealed record UnfinishedCopy(string Installation, string State)
{
    private const string Table = "unfinished_copy";

    public static async Task<UnfinishedCopy?> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using (var exists = new NpgsqlCommand($"SELECT to_regclass('{Table}') IS NOT NULL", connection))
        {
            if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
                return null;
        }

        await using var command = new NpgsqlCommand($"SELECT installation, state FROM {Table}", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new UnfinishedCopy(reader.GetString(0), reader.GetString(1)) : new UnfinishedCopy("?", "?");
    }

    /// <exception cref="InvalidOperationException">The database is marked.</exception>
    public static async Task RefuseAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await FindAsync(connection, cancellationToken) is not null)
        {
            throw new InvalidOperationException(
                $"The database {connection.Database} holds a copy from SQLite that did not end. Run the command migrate-storage again, which goes on with it; "
                + "or name another database in ConnectionStrings:Kefu.");
        }
    }

    /// <summary>Marks the database, or changes its mark.</summary>
    public async Task MarkAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"CREATE TABLE IF NOT EXISTS {Table} (installation text NOT NULL, state text NOT NULL)"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"DELETE FROM {Table}"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"INSERT INTO {Table} VALUES ($1, $2)")
        {
            Parameters = { new NpgsqlParameter { Value = Installation }, new NpgsqlParameter { Value = State } },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task UnmarkAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"DROP TABLE {Table}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
