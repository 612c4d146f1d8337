using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Storage.Sqlite;

/// <summary>The statements of the message path, prepared once a connection. EF Core would cost more here than SQLite itself does.</summary>
internal static class SqliteMessageStatements
{
    private const string SelectKnown =
        $"""
        SELECT m.conversation_id, m.seq, m.sender_type, m.sender_name, m.recipient_id, m.content, m.sent_at, m.kind, m.code,
          {AttachmentColumns.Names}
        FROM messages m LEFT JOIN attachments a ON a.id = m.attachment_id WHERE m.sender_id = $sender AND m.client_id = $client
        """;

    private const string SelectById =
        """
        SELECT id, last_seq, customer_id, agent_id, status,
          status = 2 AND EXISTS (SELECT 1 FROM conversation_events e WHERE e.agent_id = ?2 AND e.conversation_id = c.id)
        FROM conversations c WHERE id = ?1
        """;

    private const string SelectOpen =
        "SELECT id, last_seq, NULL, agent_id, status, 0 FROM conversations WHERE customer_id = ?1 AND status <> 2";

    // Whether it is known is asked by the insertion itself, which looks into that index anyway.
    private const string InsertMessage =
        """
        INSERT INTO messages (conversation_id, seq, client_id, sender_type, sender_id, sender_name, recipient_id, content, sent_at, kind, attachment_id, code)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT (client_id, sender_id) DO NOTHING
        """;

    private const string UpdateLastSeq = "UPDATE conversations SET last_seq = ?1 WHERE id = ?2";

    public static Message? FindKnown(SqliteSession session, string senderId, string clientId)
    {
        var command = session.Command(SelectKnown, "$sender", "$client");
        command.Parameters[0].Value = senderId;
        command.Parameters[1].Value = clientId;
        using var reader = command.ExecuteReader();
        if (!reader.Read())
            return null;
        return new Message
        {
            ConversationId = reader.GetString(0),
            Seq = reader.GetInt64(1),
            ClientId = clientId,
            SenderType = (ParticipantType)reader.GetInt32(2),
            SenderId = senderId,
            SenderName = reader.GetString(3),
            RecipientId = reader.IsDBNull(4) ? null : reader.GetString(4),
            Content = reader.GetString(5),
            SentAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)),
            Kind = (MessageKind)reader.GetInt32(7),
            Code = reader.IsDBNull(8) ? null : reader.GetString(8),
            Attachment = AttachmentColumns.Read(reader, 9),
        };
    }

    public static MessageTarget? FindConversation(SqliteSession session, string id, string callerId) =>
        ReadTarget(session.Statement(SelectById).Bind(1, id).Bind(2, callerId), customerId: null);

    public static MessageTarget? FindOpen(SqliteSession session, string customerId) =>
        ReadTarget(session.Statement(SelectOpen).Bind(1, customerId), customerId);

    /// <summary>Stores the message as its conversation's newest.</summary>
    /// <returns>False where the sender has sent it before; then nothing is stored.</returns>
    public static bool TryInsert(SqliteSession session, Message message)
    {
        var inserted = session.Statement(InsertMessage)
            .Bind(1, message.ConversationId)
            .Bind(2, message.Seq)
            .Bind(3, message.ClientId)
            .Bind(4, (int)message.SenderType)
            .Bind(5, message.SenderId)
            .Bind(6, message.SenderName)
            .Bind(7, message.RecipientId)
            .Bind(8, message.Content)
            .Bind(9, message.SentAt.ToUnixTimeMilliseconds())
            .Bind(10, (int)message.Kind)
            .Bind(11, message.Attachment?.Id)
            .Bind(12, message.Code)
            .Run();
        if (inserted == 0)
            return false;
        session.Statement(UpdateLastSeq).Bind(1, message.Seq).Bind(2, message.ConversationId).Run();
        return true;
    }

    /// <param name="statement">Of the columns of <see cref="SelectById"/>.</param>
    /// <param name="customerId">Whose it is, where that was asked for; null where the row tells.</param>
    private static MessageTarget? ReadTarget(SqliteStatement statement, string? customerId)
    {
        try
        {
            return statement.Read()
                ? new MessageTarget(
                    statement.Text(0),
                    statement.Number(1),
                    new ConversationFacts(
                        customerId ?? statement.Text(2),
                        statement.IsNull(3) ? null : statement.Text(3),
                        (ConversationStatus)statement.Number(4),
                        statement.Number(5) != 0))
                : null;
        }
        finally
        {
            statement.End();
        }
    }
}
