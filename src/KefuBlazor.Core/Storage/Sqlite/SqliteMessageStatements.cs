using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using Microsoft.Data.Sqlite;

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
          status = 2 AND EXISTS (SELECT 1 FROM conversation_events e WHERE e.agent_id = $caller AND e.conversation_id = c.id)
        FROM conversations c WHERE id = $id
        """;

    private const string SelectOpen =
        "SELECT id, last_seq, customer_id, agent_id, status, 0 FROM conversations WHERE customer_id = $customer AND status <> 2";

    private const string InsertMessage =
        """
        INSERT INTO messages (conversation_id, seq, client_id, sender_type, sender_id, sender_name, recipient_id, content, sent_at, kind, attachment_id, code)
        VALUES ($conversation, $seq, $client, $senderType, $sender, $senderName, $recipient, $content, $sentAt, $kind, $attachment, $code)
        """;

    private const string UpdateLastSeq = "UPDATE conversations SET last_seq = $seq WHERE id = $conversation";

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

    public static MessageTarget? FindConversation(SqliteSession session, string id, string callerId)
    {
        var command = session.Command(SelectById, "$caller", "$id");
        command.Parameters[0].Value = callerId;
        command.Parameters[1].Value = id;
        return ReadTarget(command);
    }

    public static MessageTarget? FindOpen(SqliteSession session, string customerId)
    {
        var command = session.Command(SelectOpen, "$customer");
        command.Parameters[0].Value = customerId;
        return ReadTarget(command);
    }

    public static void Insert(SqliteSession session, Message message)
    {
        var insert = session.Command(
            InsertMessage, "$conversation", "$seq", "$client", "$senderType", "$sender", "$senderName", "$recipient", "$content", "$sentAt",
            "$kind", "$attachment", "$code");
        insert.Parameters[0].Value = message.ConversationId;
        insert.Parameters[1].Value = message.Seq;
        insert.Parameters[2].Value = message.ClientId;
        insert.Parameters[3].Value = (int)message.SenderType;
        insert.Parameters[4].Value = message.SenderId;
        insert.Parameters[5].Value = message.SenderName;
        insert.Parameters[6].Value = (object?)message.RecipientId ?? DBNull.Value;
        insert.Parameters[7].Value = message.Content;
        insert.Parameters[8].Value = message.SentAt.ToUnixTimeMilliseconds();
        insert.Parameters[9].Value = (int)message.Kind;
        insert.Parameters[10].Value = (object?)message.Attachment?.Id ?? DBNull.Value;
        insert.Parameters[11].Value = (object?)message.Code ?? DBNull.Value;
        insert.ExecuteNonQuery();

        var update = session.Command(UpdateLastSeq, "$seq", "$conversation");
        update.Parameters[0].Value = message.Seq;
        update.Parameters[1].Value = message.ConversationId;
        update.ExecuteNonQuery();
    }

    private static MessageTarget? ReadTarget(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        if (!reader.Read())
            return null;
        return new MessageTarget(
            reader.GetString(0),
            reader.GetInt64(1),
            new ConversationFacts(
                reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                (ConversationStatus)reader.GetInt32(4),
                reader.GetBoolean(5)));
    }
}
