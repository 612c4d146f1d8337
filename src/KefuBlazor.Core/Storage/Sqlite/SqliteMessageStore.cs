using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage.Sqlite;

/// <summary>The message path on SQLite: four prepared statements a message, many messages a commit.</summary>
internal sealed class SqliteMessageStore(SqliteWriter writer, MessageReader reader) : IMessageStore
{
    public Task<Result<AppendedMessage>> AppendAsync(
        NewMessage message, Action<AppendedMessage> committed, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => AppendAsync(session, message), committed, cancellationToken);

    public Task<Message?> FindAsync(string senderId, string clientId, CancellationToken cancellationToken) =>
        reader.FindAsync(senderId, clientId, cancellationToken);

    public Task<HistoryPage> ReadAsync(string conversationId, HistoryQuery query, CancellationToken cancellationToken) =>
        reader.ReadAsync(conversationId, query, cancellationToken);

    private static async ValueTask<Result<AppendedMessage>> AppendAsync(SqliteSession session, NewMessage request)
    {
        var (outgoing, at, _) = request;
        if (SqliteMessageStatements.FindKnown(session, outgoing.Sender.Id, outgoing.ClientId) is { } known)
            return new AppendedMessage(known, Duplicate: true, string.Empty, null, null);

        var found = outgoing.ConversationId is { } id
            ? SqliteMessageStatements.FindConversation(session, id, outgoing.Sender.Id)
            : outgoing.Sender.IsCustomer ? SqliteMessageStatements.FindOpen(session, outgoing.Sender.Id) : null;
        var opens = found is null && outgoing.ConversationId is null && outgoing.Sender.IsCustomer;
        if (!opens && ConversationAccess.CheckWrite(outgoing.Sender, found?.Facts) is { } error)
            return error;
        var target = opens ? await OpenAsync(session, request) : found!.Value;

        var message = new Message
        {
            ConversationId = target.Id,
            Seq = target.LastSeq + 1,
            ClientId = outgoing.ClientId,
            SenderType = outgoing.Sender.Type,
            SenderId = outgoing.Sender.Id,
            SenderName = outgoing.Sender.Name,
            RecipientId = outgoing.Sender.IsCustomer ? target.Facts.AgentId : target.Facts.CustomerId,
            Content = outgoing.Content,
            SentAt = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()), // as it will be read again
        };
        SqliteMessageStatements.Insert(session, message);
        var opened = opens ? await ReadAsync(session, target.Id) : null;
        return new AppendedMessage(message, Duplicate: false, target.Facts.CustomerId, target.Facts.AgentId, opened);
    }

    /// <summary>Opens a conversation for a customer who has none open: the last again, if it closed recently enough, else a new one.</summary>
    private static async Task<MessageTarget> OpenAsync(SqliteSession session, NewMessage request)
    {
        var (outgoing, at, reopenSince) = request;
        await using var context = session.CreateContext();
        var row = reopenSince is null
            ? null
            : await context.Conversations
                .Where(row => row.CustomerId == outgoing.Sender.Id && row.ClosedAt > reopenSince)
                .OrderByDescending(row => row.ClosedAt)
                .FirstOrDefaultAsync();
        var step = row is null ? ConversationStep.Opened : ConversationStep.Reopened;
        if (row is null)
        {
            row = new ConversationRow
            {
                Id = Guid.CreateVersion7(at).ToString("N"),
                CustomerId = outgoing.Sender.Id,
                Status = ConversationStatus.Waiting,
                OpenedAt = at,
                Version = 0,
            };
            context.Conversations.Add(row);
        }
        else
        {
            row.Status = ConversationStatus.Waiting;
            row.AgentId = null;
            row.OpenedAt = at;
            row.ClosedAt = null;
            row.ClosedBy = null;
            row.CloseReason = null;
        }

        context.AddStep(row, step, outgoing.Sender, null, at);
        await context.SaveChangesAsync();
        return new MessageTarget(row.Id, row.LastSeq, new ConversationFacts(row.CustomerId, null, row.Status, ServedByCaller: false));
    }

    private static async Task<Conversation> ReadAsync(SqliteSession session, string conversationId)
    {
        await using var context = session.CreateContext();
        return await context.ReadOneAsync(conversationId, CancellationToken.None);
    }
}
