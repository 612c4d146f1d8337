using System.Globalization;

namespace KefuBlazor.Benchmarks.History;

/// <summary>
/// What an installation has that was at work for three years: conversations of one to 39 messages, every fiftieth of 120 and one that is very
/// long, each customer having three, and a few that are open now; more agents where there is more. The database itself makes it out of these statements.
/// </summary>
internal static class PastYears
{
    /// <summary>Counts up when what is made changes, so that what was kept is made anew.</summary>
    public const int Version = 2;

    /// <summary>Who has as many as the other agents.</summary>
    public const string Agent = "agent_2";

    /// <summary>How many conversations wait or are with agents.</summary>
    public const int Open = Waiting + Active;

    private const int Waiting = 20;
    private const int Active = 40;
    private const long Start = 1_672_531_200_000; // 2023-01-01
    private const long Length = 3L * 365 * 24 * 60 * 60 * 1000;

    // Customer 0, agent 1; waiting 0, active 1, closed 2; opened 0, assigned 1, returned 3, closed 4.
    private const string Statements =
        """
        CREATE TEMPORARY TABLE numbers (i INTEGER PRIMARY KEY);

        INSERT INTO numbers (i)
        WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {longest}) SELECT i FROM n;

        INSERT INTO agents (id, name, status) SELECT 'agent_' || i, 'Agent ' || i, 0 FROM numbers WHERE i <= {agents};

        INSERT INTO customers (id, name, token_hash, created_at)
        WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {customers})
        SELECT 'customer_' || {scattered i}, 'Customer ' || i, {random}, {time {start}} FROM n;

        INSERT INTO conversations (id, customer_id, status, agent_id, last_seq, delivered_customer, delivered_agent, read_customer, read_agent,
          opened_at, closed_at, closed_by, close_reason, version)
        WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {conversations}),
        one (i, at, status, length) AS (
          SELECT i, {start} + i * {pause},
            CASE WHEN i > {conversations} - {waiting} THEN 0 WHEN i > {conversations} - {waiting} - {active} THEN 1 ELSE 2 END,
            CASE WHEN i = {conversations} / 2 THEN {longest} WHEN i % 50 = 0 THEN 120 ELSE 1 + (i * 7919) % 39 END
          FROM n)
        SELECT {hex at 12} || '7000' || {scattered i} || '80000000', 'customer_' || {scattered (1 + i % {customers})}, status,
          CASE WHEN status = 0 THEN NULL ELSE 'agent_' || (1 + i % {agents}) END,
          length, length, length, length, CASE WHEN status = 2 THEN length ELSE length / 2 END,
          {time at}, CASE WHEN status = 2 THEN {time at + 1200000} END, CASE WHEN status = 2 THEN 1 END,
          CASE WHEN status = 2 THEN 'resolved' END, 3
        FROM one ORDER BY i;

        INSERT INTO conversation_events (conversation_id, step, actor_type, actor_id, agent_id, reason, at)
        SELECT c.id, s.step, 1, 'system',
          CASE s.step WHEN 0 THEN NULL WHEN 3 THEN 'agent_' || (1 + c.last_seq % {agents}) ELSE c.agent_id END, NULL, c.opened_at
        FROM conversations c CROSS JOIN (SELECT 0 AS step UNION ALL SELECT 3 UNION ALL SELECT 1 UNION ALL SELECT 4) s
        WHERE s.step = 0 OR (s.step = 3 AND c.last_seq % 10 = 0) OR (s.step = 1 AND c.status <> 0) OR (s.step = 4 AND c.status = 2);

        INSERT INTO messages (conversation_id, seq, client_id, sender_type, sender_id, sender_name, recipient_id, content, sent_at, kind)
        SELECT c.id, n.i, {random}, CASE WHEN c.status = 0 THEN 0 ELSE n.i % 2 END,
          CASE WHEN c.status = 0 OR n.i % 2 = 0 THEN c.customer_id ELSE c.agent_id END, 'Somebody', NULL,
          '您的订单 20260118-0042 已经发货，预计两天内送达 (standard delivery)', c.opened_at, 0
        FROM conversations c CROSS JOIN numbers n WHERE n.i <= c.last_seq;

        DROP TABLE numbers;
        """;

    /// <summary>The statements that make it, for one after another.</summary>
    /// <param name="messages">How many messages, about.</param>
    /// <param name="dialect">What the databases say differently.</param>
    public static IEnumerable<string> Make(int messages, IPastDialect dialect)
    {
        var longest = LongestOf(messages);
        var conversations = (messages - longest) / 22;
        var numbers = new Dictionary<string, long>
        {
            ["agents"] = Math.Clamp(conversations / 2000, 3, 50),
            ["customers"] = conversations / 3,
            ["conversations"] = conversations,
            ["longest"] = longest,
            ["waiting"] = Waiting,
            ["active"] = Active,
            ["start"] = Start,
            ["pause"] = Length / conversations,
        };
        var text = numbers.Aggregate(
            Statements, (sql, number) => sql.Replace($"{{{number.Key}}}", number.Value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        text = text.Replace("{random}", dialect.Random, StringComparison.Ordinal);
        text = Replace(text, "{scattered ", it => dialect.Hex($"({it} * 2654435761) % 4294967296", 8));
        text = Replace(text, "{hex ", it => dialect.Hex(it[..it.LastIndexOf(' ')], int.Parse(it[(it.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)));
        return Replace(text, "{time ", dialect.Time).Split(";\n", StringSplitOptions.TrimEntries).Select(one => one.TrimEnd(';'));
    }

    /// <summary>How long the longest conversation is.</summary>
    public static int LongestOf(int messages) => Math.Min(20_000, messages / 5);

    private static string Replace(string text, string opening, Func<string, string> with)
    {
        while (text.IndexOf(opening, StringComparison.Ordinal) is >= 0 and var from)
        {
            var to = text.IndexOf('}', from);
            text = text[..from] + with(text[(from + opening.Length)..to]) + text[(to + 1)..];
        }

        return text;
    }
}
