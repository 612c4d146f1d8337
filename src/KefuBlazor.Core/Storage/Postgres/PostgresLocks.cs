using System.Globalization;
using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>How a transaction gets what its <see cref="WriteScope"/> asks for, over all nodes.</summary>
internal static class PostgresLocks
{
    /// <summary>Held in a transaction by who assigns.</summary>
    public const long Assignment = 0x6B65_6675_0001; // "kefu" and a number, so as not to meet anybody else's advisory lock

    /// <summary>Held in a session by who migrates.</summary>
    public const long Migration = 0x6B65_6675_0002;

    /// <summary>Held in a session by who copies an installation into the database.</summary>
    public const long Copy = 0x6B65_6675_0003;

    /// <summary>Nobody waits longer for a lock: it is held for milliseconds, or by somebody who hangs.</summary>
    public const string Patience = "SET LOCAL lock_timeout = '5s'";

    public const string TransactionId = "SELECT pg_current_xact_id()::text";

    // It is enough to keep off whoever changes the row. Rows that only refer to it, such as messages, need not wait.
    private const string LockConversation = "SELECT 1 FROM conversations WHERE id = $1 FOR NO KEY UPDATE";

    // Whoever opens a conversation shares the row of its customer until it is open: it is either seen here, or not yet begun.
    private const string LockCustomers = "SELECT 1 FROM customers WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE";
    private const string LockOpenOfCustomers = "SELECT 1 FROM conversations WHERE customer_id = ANY ($1) AND status <> 2 ORDER BY id FOR NO KEY UPDATE";

    /// <summary>Waits for the locks, first of all in the transaction, so that what it reads next is as nobody else changes it.</summary>
    /// <returns>PostgreSQL's id of the transaction.</returns>
    public static async Task<string> TakeAsync(NpgsqlConnection connection, WriteScope scope)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Patience));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(TransactionId));
        if (scope.Kind == WriteScopeKind.Assignment)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({Assignment})")));
        }
        else if (scope.ConversationId is { } conversationId)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(LockConversation) { Parameters = { new NpgsqlParameter { Value = conversationId } } });
        }

        else if (scope.CustomerIds is { } customerIds)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(LockCustomers) { Parameters = { new NpgsqlParameter { Value = customerIds } } });
            batch.BatchCommands.Add(new NpgsqlBatchCommand(LockOpenOfCustomers) { Parameters = { new NpgsqlParameter { Value = customerIds } } });
        }

        await using var reader = await batch.ExecuteReaderAsync();
        await reader.ReadAsync();
        var transactionId = reader.GetString(0);
        while (await reader.NextResultAsync())
        {
            // To the end: an error of the lock shows only there.
        }

        return transactionId;
    }
}
