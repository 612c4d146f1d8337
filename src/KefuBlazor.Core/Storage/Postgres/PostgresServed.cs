using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>Which agents ever had which conversations.</summary>
internal static class PostgresServed
{
    private const string Select =
        """
        SELECT DISTINCT e.agent_id, e.conversation_id
        FROM conversation_events e JOIN unnest($1, $2) AS k (agent_id, conversation_id)
          ON e.agent_id = k.agent_id AND e.conversation_id = k.conversation_id
        """;

    /// <returns>Those of the pairs for which it is so.</returns>
    public static async Task<HashSet<(string AgentId, string ConversationId)>> LookAsync(
        NpgsqlConnection connection, IReadOnlyList<(string AgentId, string ConversationId)> asked)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(Select, asked.Select(pair => pair.AgentId).ToArray(), asked.Select(pair => pair.ConversationId).ToArray());
        await using var reader = await batch.ExecuteReaderAsync();
        var served = new HashSet<(string, string)>();
        while (await reader.ReadAsync())
            served.Add((reader.GetString(0), reader.GetString(1)));
        return served;
    }
}
