using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>The statements of the message path. Each takes a whole group as arrays, so that the round trips do not grow with it.</summary>
internal sealed class PostgresMessageStatements(NpgsqlConnection connection)
{
    // In the order of ids on every node: nobody holds one conversation and waits for another that somebody behind it holds.
    private const string LockConversations =
        """
        SELECT c.id, c.last_seq, c.customer_id, c.agent_id, c.status FROM conversations c
        WHERE c.id IN (SELECT unnest($1) UNION ALL SELECT o.id FROM conversations o WHERE o.customer_id = ANY ($2) AND o.status <> 2)
        ORDER BY c.id FOR NO KEY UPDATE OF c
        """;

    private const string SelectKnown =
        $"""
        SELECT m.conversation_id, m.seq, m.client_id, m.sender_type, m.sender_id, m.sender_name, m.recipient_id, m.content, m.sent_at,
          m.kind, m.code, {AttachmentColumns.Names}
        FROM messages m JOIN unnest($1, $2) AS k (sender_id, client_id) ON m.sender_id = k.sender_id AND m.client_id = k.client_id
          LEFT JOIN attachments a ON a.id = m.attachment_id
        """;

    private const string SelectUploads = $"SELECT {AttachmentColumns.Names}, a.uploader_id, a.spent FROM attachments a WHERE a.id = ANY ($1)";

    // Shared until the end: nobody becomes another customer while a conversation is being opened for them.
    private const string LockOpeners = "SELECT id, merged_into IS NOT NULL FROM customers WHERE id = ANY ($1) ORDER BY id FOR SHARE";

    // Who is second waits here until the first has committed, and then opens nothing.
    private const string OpenConversations =
        """
        WITH opened AS (
          INSERT INTO conversations (id, customer_id, status, opened_at, department, form, left_message_at, version,
            last_seq, delivered_customer, delivered_agent, read_customer, read_agent)
          SELECT v.id, v.customer_id, 0, v.opened_at, v.department, v.form, v.left_message_at, 1, 0, 0, 0, 0, 0
          FROM unnest($1, $2, $3, $6, $7, $8) AS v (id, customer_id, opened_at, department, form, left_message_at) ORDER BY v.customer_id
          ON CONFLICT (customer_id) WHERE status <> 2 DO NOTHING
          RETURNING id, customer_id, opened_at),
        noted AS (
          INSERT INTO conversation_events (conversation_id, step, actor_type, actor_id, at)
          SELECT id, $4, $5, customer_id, opened_at FROM opened)
        SELECT id FROM opened
        """;

    private const string InsertMessages =
        """
        INSERT INTO messages (conversation_id, seq, client_id, sender_type, sender_id, sender_name, recipient_id, content, sent_at,
          kind, attachment_id, code)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    // Those alone that nobody else has bound meanwhile, nor the clock.
    private const string BindUploads =
        """
        UPDATE attachments a SET spent = true, conversation_id = v.conversation_id
        FROM unnest($1, $2) AS v (id, conversation_id) WHERE a.id = v.id AND NOT a.spent
        """;

    private const string UpdateLastSeqs =
        "UPDATE conversations c SET last_seq = v.seq FROM unnest($1, $2) AS v (id, seq) WHERE c.id = v.id";

    /// <summary>Locks the conversations, and only then looks for messages that are known.</summary>
    public async Task LookAsync(PostgresAppendGroup group)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(PostgresLocks.Patience);
        batch.Add(LockConversations, group.NamedIds, group.CustomerIds);
        batch.Add(SelectKnown, group.SenderIds, group.ClientIds);
        if (group.AttachmentIds.Length > 0)
            batch.Add(SelectUploads, [group.AttachmentIds]);
        await using var reader = await batch.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var facts = new ConversationFacts(
                reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), (ConversationStatus)reader.GetInt32(4), ServedByCaller: false);
            group.AddTarget(new MessageTarget(reader.GetString(0), reader.GetInt64(1), facts));
        }

        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            group.AddKnown(new Message
            {
                ConversationId = reader.GetString(0),
                Seq = reader.GetInt64(1),
                ClientId = reader.GetString(2),
                SenderType = (ParticipantType)reader.GetInt32(3),
                SenderId = reader.GetString(4),
                SenderName = reader.GetString(5),
                RecipientId = reader.IsDBNull(6) ? null : reader.GetString(6),
                Content = reader.GetString(7),
                SentAt = reader.GetFieldValue<DateTimeOffset>(8),
                Kind = (MessageKind)reader.GetInt32(9),
                Code = reader.IsDBNull(10) ? null : reader.GetString(10),
                Attachment = AttachmentColumns.Read(reader, 11),
            });
        }

        if (group.AttachmentIds.Length == 0)
            return;
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            group.AddUpload(new Upload(AttachmentColumns.Read(reader, 0)!, reader.GetString(8), reader.GetBoolean(9)));
    }

    /// <summary>Looks which of the customers who would open a conversation have become another and open none.</summary>
    public async Task LookWhoBecameAnotherAsync(PostgresAppendGroup group)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(LockOpeners, (object)group.Openers.Select(opener => opener.Message.Sender.Id).ToArray());
        await using var reader = await batch.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            if (reader.GetBoolean(1))
                group.AddBecameAnother(reader.GetString(0));
        }
    }

    /// <summary>Opens new conversations for customers who have none open, and notes it.</summary>
    /// <returns>The ids of those that were opened; whoever is missing has one open already.</returns>
    public async Task<HashSet<string>> OpenAsync(List<ConversationRow> rows)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(
            OpenConversations,
            rows.Select(row => row.Id).ToArray(),
            rows.Select(row => row.CustomerId).ToArray(),
            rows.Select(row => row.OpenedAt).ToArray(),
            (int)ConversationStep.Opened,
            (int)ParticipantType.Customer,
            rows.Select(row => row.Department).ToArray(),
            rows.Select(row => row.Form).ToArray(),
            rows.Select(row => row.LeftMessageAt).ToArray());
        await using var reader = await batch.ExecuteReaderAsync();
        var opened = new HashSet<string>();
        while (await reader.ReadAsync())
            opened.Add(reader.GetString(0));
        return opened;
    }

    /// <returns>PostgreSQL's id of the transaction.</returns>
    public async Task<string> InsertAsync(List<Message> messages)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(
            InsertMessages,
            messages.Select(message => message.ConversationId).ToArray(),
            messages.Select(message => message.Seq).ToArray(),
            messages.Select(message => message.ClientId).ToArray(),
            messages.Select(message => (int)message.SenderType).ToArray(),
            messages.Select(message => message.SenderId).ToArray(),
            messages.Select(message => message.SenderName).ToArray(),
            messages.Select(message => message.RecipientId).ToArray(),
            messages.Select(message => message.Content).ToArray(),
            messages.Select(message => message.SentAt).ToArray(),
            messages.Select(message => (int)message.Kind).ToArray(),
            messages.Select(message => message.Attachment?.Id).ToArray(),
            messages.Select(message => message.Code).ToArray());

        // One row a conversation: of several for the same row PostgreSQL would take any.
        var lastSeqs = messages.GroupBy(message => message.ConversationId, message => message.Seq).ToList();
        batch.Add(UpdateLastSeqs, lastSeqs.Select(seqs => seqs.Key).ToArray(), lastSeqs.Select(seqs => seqs.Max()).ToArray());
        batch.Add(PostgresLocks.TransactionId);
        var transactionId = (string)(await batch.ExecuteScalarAsync())!;
        await BindAsync(messages.Where(message => message.Attachment is not null).ToList());
        return transactionId;
    }

    /// <exception cref="DbUpdateConcurrencyException">Somebody was faster: the whole group is looked at again.</exception>
    private async Task BindAsync(List<Message> messages)
    {
        if (messages.Count == 0)
            return;
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(
            BindUploads,
            messages.Select(message => message.Attachment!.Id).ToArray(),
            messages.Select(message => message.ConversationId).ToArray());
        if (await batch.ExecuteNonQueryAsync() != messages.Count)
            throw new DbUpdateConcurrencyException("An upload was bound or removed meanwhile.");
    }
}
