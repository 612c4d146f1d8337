using KefuBlazor.Core.Conversations;
using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>The statements of marks. Each takes a whole group as arrays, so that the round trips do not grow with it.</summary>
internal sealed class PostgresMarkStatements(NpgsqlConnection connection)
{
    // In the order of ids, as messages lock them: nobody holds one conversation and waits for another that somebody behind it holds.
    private const string LockConversations =
        """
        SELECT id, customer_id, agent_id, status, last_seq, delivered_customer, delivered_agent, read_customer, read_agent
        FROM conversations WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE
        """;

    private const string UpdateMarks =
        """
        UPDATE conversations c
        SET delivered_customer = v.delivered_customer, delivered_agent = v.delivered_agent, read_customer = v.read_customer, read_agent = v.read_agent
        FROM unnest($1, $2, $3, $4, $5) AS v (id, delivered_customer, delivered_agent, read_customer, read_agent)
        WHERE c.id = v.id
        """;

    /// <summary>Locks the conversations and reads how far their marks are; by id.</summary>
    public async Task<Dictionary<string, MarkedConversation>> LookAsync(string[] conversationIds)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(PostgresLocks.Patience);
        batch.Add(LockConversations, (object)conversationIds); // one value, which is an array
        await using var reader = await batch.ExecuteReaderAsync();
        var found = new Dictionary<string, MarkedConversation>(conversationIds.Length);
        while (await reader.ReadAsync())
        {
            var facts = new ConversationFacts(
                reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), (ConversationStatus)reader.GetInt32(3), ServedByCaller: false);
            var marked = new MarkedConversation(
                reader.GetString(0),
                facts,
                reader.GetInt64(4),
                new Marks(reader.GetInt64(5), reader.GetInt64(6)),
                new Marks(reader.GetInt64(7), reader.GetInt64(8)));
            found[marked.Id] = marked;
        }

        return found;
    }

    /// <returns>PostgreSQL's id of the transaction.</returns>
    public async Task<string> UpdateAsync(List<MarkedConversation> moved)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(
            UpdateMarks,
            moved.Select(marked => marked.Id).ToArray(),
            moved.Select(marked => marked.Delivered.Customer).ToArray(),
            moved.Select(marked => marked.Delivered.Agent).ToArray(),
            moved.Select(marked => marked.Read.Customer).ToArray(),
            moved.Select(marked => marked.Read.Agent).ToArray());
        batch.Add(PostgresLocks.TransactionId);
        return (string)(await batch.ExecuteScalarAsync())!;
    }
}
