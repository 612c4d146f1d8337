using KefuBlazor.Core.Attachments;
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
        var outgoing = request.Message;
        if (SqliteMessageStatements.FindKnown(session, outgoing.Sender.Id, outgoing.ClientId) is { } known)
            return new AppendedMessage(known, Duplicate: true, string.Empty, null, null);

        var found = outgoing.ConversationId is { } id
            ? SqliteMessageStatements.FindConversation(session, id, outgoing.Sender.Id)
            : outgoing.Sender.IsCustomer ? SqliteMessageStatements.FindOpen(session, outgoing.Sender.Id) : null;
        var opens = found is null && outgoing.ConversationId is null && outgoing.Sender.IsCustomer;
        if (!opens && ConversationAccess.CheckWrite(outgoing.Sender, found?.Facts) is { } error)
            return error;
        var upload = outgoing.AttachmentId is { } attachmentId ? SqliteAttachmentStatements.Find(session, attachmentId) : null;
        if (AttachmentBinding.Check(outgoing, upload) is { } unbindable)
            return unbindable;
        var opening = opens ? await OpenAsync(session, request) : found!.Value;
        if (!opening.Succeeded)
            return opening.Error!;

        var target = opening.Value;
        var message = target.Next(request, upload?.Attachment);
        SqliteMessageStatements.Insert(session, message);
        if (message.Attachment is { } attachment)
            SqliteAttachmentStatements.Bind(session, attachment.Id, target.Id);
        var opened = opens ? await ReadAsync(session, target.Id) : null;
        return new AppendedMessage(message, Duplicate: false, target.Facts.CustomerId, target.Facts.AgentId, opened);
    }

    /// <summary>Opens a conversation for a customer who has none open: the last again, if it closed recently enough, else a new one.</summary>
    private static async Task<Result<MessageTarget>> OpenAsync(SqliteSession session, NewMessage request)
    {
        await using var context = session.CreateContext();
        if (await context.Customers.AnyAsync(row => row.Id == request.Message.Sender.Id && row.MergedInto != null))
            return ConversationOpening.BecameAnother;
        var row = await ConversationOpening.ReopenAsync(context, request);
        if (row is null)
        {
            row = ConversationOpening.New(request);
            context.Conversations.Add(row);
            context.AddStep(row, ConversationStep.Opened, request.Message.Sender, null, request.At);
        }

        await context.SaveChangesAsync();
        return ConversationOpening.Target(row);
    }

    private static async Task<Conversation> ReadAsync(SqliteSession session, string conversationId)
    {
        await using var context = session.CreateContext();
        return await context.ReadOneAsync(conversationId, CancellationToken.None);
    }
}
