using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Storage.Sqlite;

/// <summary>The statements of marks. Each text moves one or two, so they are prepared as those of the message path are.</summary>
internal static class SqliteMarkStatements
{
    private const string SelectMarks =
        """
        SELECT customer_id, agent_id, status, last_seq, delivered_customer, delivered_agent, read_customer, read_agent,
          status = 2 AND EXISTS (SELECT 1 FROM conversation_events e WHERE e.agent_id = ?2 AND e.conversation_id = c.id)
        FROM conversations c WHERE id = ?1
        """;

    private const string UpdateMarks =
        """
        UPDATE conversations SET delivered_customer = ?2, delivered_agent = ?3, read_customer = ?4, read_agent = ?5 WHERE id = ?1
        """;

    /// <summary>How far the conversation's marks are; null where there is no such conversation.</summary>
    public static MarkedConversation? Find(SqliteSession session, string conversationId, string callerId)
    {
        var row = session.Statement(SelectMarks).Bind(1, conversationId).Bind(2, callerId);
        try
        {
            return row.Read()
                ? new MarkedConversation(
                    conversationId,
                    new ConversationFacts(row.Text(0), row.IsNull(1) ? null : row.Text(1), (ConversationStatus)row.Number(2), row.Number(8) != 0),
                    row.Number(3),
                    new Marks(row.Number(4), row.Number(5)),
                    new Marks(row.Number(6), row.Number(7)))
                : null;
        }
        finally
        {
            row.End();
        }
    }

    public static void Update(SqliteSession session, MarkedConversation marked) => session.Statement(UpdateMarks)
        .Bind(1, marked.Id)
        .Bind(2, marked.Delivered.Customer)
        .Bind(3, marked.Delivered.Agent)
        .Bind(4, marked.Read.Customer)
        .Bind(5, marked.Read.Agent)
        .Run();
}
