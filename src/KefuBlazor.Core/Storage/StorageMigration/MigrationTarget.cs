using System.Globalization;
using KefuBlazor.Core.Storage.Postgres;
using Npgsql;

namespace KefuBlazor.Core.Storage.StorageMigration;

/// <summary>The database that is copied into: empty, or marked as a copy of the same installation that did not end.</summary>
internal sealed class MigrationTarget(NpgsqlConnection connection, PostgresSchema schema, IReadOnlyList<MigratedTable> tables)
{
    /// <summary>A state that no source has: the next run begins anew.</summary>
    private const string Anew = "";

    /// <summary>Marks the database and makes its tables, empty unless an earlier copy of the same state is there.</summary>
    /// <returns>Whether it is.</returns>
    /// <exception cref="InvalidOperationException">The database holds something else.</exception>
    public async Task<bool> TakeAsync(UnfinishedCopy copy, CancellationToken cancellationToken)
    {
        await RefuseAnotherAsync(cancellationToken);
        UnfinishedCopy? found = null;
        await schema.MigrateAsync(
            connection,
            async () =>
            {
                found = await UnfinishedCopy.FindAsync(connection, cancellationToken);
                if (found is null)
                    await RefuseAnythingAsync(cancellationToken);
                else if (found.Installation != copy.Installation)
                    throw Refused("holds a copy of another installation that did not end.");
                if (found is null)
                    await (copy with { State = Anew }).MarkAsync(connection, cancellationToken);
            },
            cancellationToken);
        if (found == copy)
            return true;

        await ExecuteAsync($"TRUNCATE {string.Join(", ", tables.Select(table => table.Name))}", cancellationToken);
        await copy.MarkAsync(connection, cancellationToken);
        return false;
    }

    /// <summary>Whether every conversation's messages are there from the first to the last that it knows of.</summary>
    /// <returns>Null if so; else what is wrong.</returns>
    public async Task<string?> FindGapAsync(CancellationToken cancellationToken)
    {
        const string query =
            """
            SELECT id, last_seq, COALESCE(highest, 0), COALESCE(count, 0)
            FROM conversations
            LEFT JOIN (SELECT conversation_id, MAX(seq) AS highest, COUNT(*) AS count FROM messages GROUP BY conversation_id) AS own ON conversation_id = id
            WHERE last_seq <> COALESCE(highest, 0) OR last_seq <> COALESCE(count, 0)
            LIMIT 1
            """;
        await using var command = new NpgsqlCommand(query, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? $"conversation {reader.GetString(0)} says that its last message is {reader.GetInt64(1)}, and has {reader.GetInt64(3)} messages up to {reader.GetInt64(2)}"
            : null;
    }

    /// <summary>What was copied is not what it should be: the next run does not go on with it.</summary>
    public Task DistrustAsync(UnfinishedCopy copy, CancellationToken cancellationToken) =>
        (copy with { State = Anew }).MarkAsync(connection, cancellationToken);

    private async Task RefuseAnotherAsync(CancellationToken cancellationToken)
    {
        var sql = string.Create(CultureInfo.InvariantCulture, $"SELECT pg_try_advisory_lock({PostgresLocks.Copy})");
        await using var command = new NpgsqlCommand(sql, connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is not true)
            throw new InvalidOperationException($"Somebody is copying into the database {connection.Database} already. Wait for the end of that.");
    }

    private async Task RefuseAnythingAsync(CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            await using var exists = new NpgsqlCommand($"SELECT to_regclass('{table.Name}') IS NOT NULL", connection);
            if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
                continue;
            await using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT 1 FROM {table.Name})", connection);
            if (await command.ExecuteScalarAsync(cancellationToken) is true)
                throw Refused($"holds an installation already: {table.Name} is not empty.");
        }
    }

    private InvalidOperationException Refused(string why) => new(
        $"The database {connection.Database} {why} Name an empty one; this makes it: CREATE DATABASE kefu ENCODING 'UTF8' TEMPLATE template0;");

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
