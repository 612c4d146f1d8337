using System.Data.Common;
using System.Globalization;
using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Stores;

/// <summary>Looks into the database beside the server, by the same statements for each provider.</summary>
internal sealed class StoreReader(Func<DbConnection> connect)
{
    private const int ClosedStatus = 2;

    public async Task<IReadOnlyList<StoredMessage>> MessagesAsync() => await ReadAsync(
        "SELECT conversation_id, seq, sender_id, client_id, content FROM messages",
        row => new StoredMessage(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4)));

    public async Task<IReadOnlyList<StoredConversation>> ConversationsAsync()
    {
        var served = await ReadAsync(
            "SELECT DISTINCT conversation_id, agent_id FROM conversation_events WHERE agent_id IS NOT NULL",
            row => (Conversation: row.GetString(0), Agent: row.GetString(1)));
        var agents = served.ToLookup(one => one.Conversation, one => one.Agent);
        return await ReadAsync(
            "SELECT id, customer_id, agent_id, status, last_seq FROM conversations",
            row => new StoredConversation(
                row.GetString(0),
                row.GetString(1),
                row.IsDBNull(2) ? null : row.GetString(2),
                Convert.ToInt32(row.GetValue(3), CultureInfo.InvariantCulture) == ClosedStatus,
                row.GetInt64(4),
                agents[row.GetString(0)].ToHashSet()));
    }

    /// <summary>The single value of a question.</summary>
    public async Task<object?> AskAsync(string sql)
    {
        await using var connection = connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    /// <summary>
    /// Makes further agents like a seeded one, password and role included: a run wants more than the demo accounts, and rows are cheaper
    /// than so many password hashes.
    /// </summary>
    public async Task AddAgentsAsync(string like, IEnumerable<string> ids)
    {
        await using var connection = connect();
        await connection.OpenAsync();
        foreach (var id in ids)
        {
            await CopyAsync(connection, "accounts", "id", like, id, new() { ["user_name"] = id, ["normalized_user_name"] = id.ToUpperInvariant() });
            await CopyAsync(connection, "agents", "id", like, id, new() { ["name"] = id });
            await CopyAsync(connection, "account_roles", "user_id", like, id, []);
        }
    }

    private static async Task CopyAsync(
        DbConnection connection, string table, string key, string like, string id, Dictionary<string, object> changes)
    {
        changes[key] = id;
        var row = new List<(string Name, object Value)>();
        await using (var select = connection.CreateCommand())
        {
            select.CommandText = $"SELECT * FROM {table} WHERE {key} = '{like}'";
            await using var reader = await select.ExecuteReaderAsync();
            if (!await reader.ReadAsync())
                throw new InvalidOperationException($"There is no {like} in {table}: is Seed:DemoAccounts on?");
            for (var column = 0; column < reader.FieldCount; column++)
                row.Add((reader.GetName(column), changes.GetValueOrDefault(reader.GetName(column), reader.GetValue(column))));
        }

        await using var insert = connection.CreateCommand();
        insert.CommandText = $"INSERT INTO {table} ({string.Join(", ", row.Select(one => one.Name))}) "
            + $"VALUES ({string.Join(", ", row.Select((_, index) => $"@p{index}"))})";
        for (var index = 0; index < row.Count; index++)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = $"@p{index}";
            parameter.Value = row[index].Value;
            insert.Parameters.Add(parameter);
        }

        await insert.ExecuteNonQueryAsync();
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> map)
    {
        await using var connection = connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var all = new List<T>();
        while (await reader.ReadAsync())
            all.Add(map(reader));
        return all;
    }
}
