using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage.Sqlite;

/// <summary>The message path on SQLite: prepared statements, and many messages a commit.</summary>
internal sealed class SqliteMessageStore(SqliteWriter writer, MessageReader reader) : IMessageStore
{
    public Task<Result<AppendedMessage>> AppendAsync(
        NewMessage message, Action<AppendedMessage> committed, CancellationToken cancellationToken) =>
        writer.WriteAsync(new Append(message, committed), cancellationToken);

    public Task<Message?> FindAsync(string senderId, string clientId, CancellationToken cancellationToken) =>
        reader.FindAsync(senderId, clientId, cancellationToken);

    public Task<HistoryPage> ReadAsync(string conversationId, HistoryQuery query, CancellationToken cancellationToken) =>
        reader.ReadAsync(conversationId, query, cancellationToken);

    /// <summary>
    /// Most messages go to an open conversation and are new: three statements. Whether one is known, which counts before anything that would
    /// refuse it, is looked at only where it is to be refused or to open a conversation.
    /// </summary>
    private static async ValueTask<Result<AppendedMessage>> AppendAsync(SqliteSession session, NewMessage request)
    {
        var outgoing = request.Message;
        var found = outgoing.ConversationId is { } id
            ? SqliteMessageStatements.FindConversation(session, id, outgoing.Sender.Id)
            : outgoing.Sender.IsCustomer ? SqliteMessageStatements.FindOpen(session, outgoing.Sender.Id) : null;
        var opens = found is null && outgoing.ConversationId is null && outgoing.Sender.IsCustomer;
        var upload = outgoing.AttachmentId is { } attachmentId ? SqliteAttachmentStatements.Find(session, attachmentId) : null;
        var refusal = (opens ? null : ConversationAccess.CheckWrite(outgoing.Sender, found?.Facts)) ?? AttachmentBinding.Check(outgoing, upload);
        if ((opens || refusal is not null) && FindKnown(session, outgoing) is { } known)
            return known;
        if (refusal is not null)
            return refusal;
        var opening = opens ? await OpenAsync(session, request) : found!.Value;
        if (!opening.Succeeded)
            return opening.Error!;

        var target = opening.Value;
        var message = target.Next(request, upload?.Attachment);
        if (!SqliteMessageStatements.TryInsert(session, message))
            return FindKnown(session, outgoing)!;
        if (message.Attachment is { } attachment)
            SqliteAttachmentStatements.Bind(session, attachment.Id, target.Id);
        var opened = opens ? await ReadAsync(session, target.Id) : null;
        return new AppendedMessage(message, Duplicate: false, target.Facts.CustomerId, target.Facts.AgentId, opened);
    }

    private static AppendedMessage? FindKnown(SqliteSession session, OutgoingMessage outgoing) =>
        SqliteMessageStatements.FindKnown(session, outgoing.Sender.Id, outgoing.ClientId) is { } known
            ? new AppendedMessage(known, Duplicate: true, string.Empty, null, null)
            : null;

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

    private sealed class Append(NewMessage message, Action<AppendedMessage> committed) : SqliteWrite<AppendedMessage>(committed)
    {
        protected override ValueTask<Result<AppendedMessage>> RunAsync(SqliteSession session) => AppendAsync(session, message);
    }
}
