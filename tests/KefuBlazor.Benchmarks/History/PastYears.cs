using System.Data.Common;
using System.Globalization;

namespace KefuBlazor.Benchmarks.History;

/// <summary>
/// Makes an installation that has been at work for long: closed conversations of twenty messages each, every one of another customer, all had
/// by one agent. Made by the database itself, out of the schema that the product made.
/// </summary>
internal static class PastYears
{
    public const int MessagesEach = 20;

    /// <summary>Whose conversations they are.</summary>
    public const string Agent = "kefu001";

    // Customer 0, agent 1; closed 2; opened 0, assigned 1, closed 4. One conversation a minute, the newest an hour ago.
    private const string Statements =
        """
        INSERT INTO customers (id, name, token_hash, created_at)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {conversations})
        SELECT 'customer_' || {random}, 'Customer ' || i, {random}, {time:i} FROM n;

        INSERT INTO conversations (id, customer_id, status, agent_id, last_seq, delivered_customer, delivered_agent, read_customer, read_agent,
          opened_at, closed_at, closed_by, close_reason, version)
        SELECT {random}, c.id, 2, 'kefu001', 20, 20, 20, 20, 20, {time:c.i}, {time:c.i}, 1, 'resolved', 3
        FROM (SELECT id, row_number() OVER () AS i FROM customers) c;

        INSERT INTO conversation_events (conversation_id, step, actor_type, actor_id, agent_id, reason, at)
        SELECT c.id, s.step, 1, 'kefu001', CASE WHEN s.step = 0 THEN NULL ELSE 'kefu001' END, NULL, c.opened_at
        FROM conversations c, (SELECT 0 AS step UNION ALL SELECT 1 UNION ALL SELECT 4) s;

        INSERT INTO messages (conversation_id, seq, client_id, sender_type, sender_id, sender_name, recipient_id, content, sent_at)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
        SELECT c.id, n.i, {random}, n.i % 2, CASE WHEN n.i % 2 = 0 THEN c.customer_id ELSE 'kefu001' END, 'Somebody', NULL,
          '您的订单 20260118-0042 已经发货，预计两天内送达 (standard delivery)', c.opened_at
        FROM conversations c, n;
        """;

    public static string OnSqlite(int messages) => Fill(messages, "lower(hex(randomblob(12)))", time => $"(unixepoch() - 3600 - {time} * 60) * 1000");

    public static string OnPostgres(int messages) =>
        Fill(messages, "substr(md5(random()::text), 1, 24)", time => $"date_trunc('second', now()) - interval '1 hour' - {time} * interval '1 minute'");

    public static async Task MakeAsync(DbConnection connection, string sql)
    {
        foreach (var statement in sql.Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement.TrimEnd(';');
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync();
        }
    }

    private static string Fill(int messages, string random, Func<string, string> time) => Statements
        .Replace("{conversations}", (messages / MessagesEach).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{random}", random, StringComparison.Ordinal)
        .Replace("{time:i}", time("i"), StringComparison.Ordinal)
        .Replace("{time:c.i}", time("c.i"), StringComparison.Ordinal);
}
