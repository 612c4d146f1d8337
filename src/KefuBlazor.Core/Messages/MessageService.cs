using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Forms;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Limits;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Messages;

internal sealed partial class MessageService(
    IMessageStore store,
    IConversationService conversations,
    IConversationRights rights,
    ICustomerService customers,
    INodeRateLimiter limiter,
    IAssignmentSignal assignment,
    IChatHub hub,
    IOptions<SendLimitOptions> limits,
    IOptions<ConversationOptions> life,
    IOptions<PreChatOptions> preChat,
    TimeProvider time,
    ILogger<MessageService> logger) : IMessageService
{
    private static readonly TimeSpan SendWindow = TimeSpan.FromSeconds(10);

    public async Task<Result<Receipt>> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        // In this order, so that a repeated send is answered as the first was, whatever became of the conversation: shape, known, rate, right, state.
        if (MessageRules.Check(message) is { } malformed)
            return malformed;
        if (message.Intake is { } given)
        {
            var intake = IntakeRules.Check(given, preChat.Value);
            if (!intake.Succeeded)
                return intake.Error!;
            message = message with { Intake = message.Sender.IsCustomer ? intake.Value : null };
        }

        var sender = message.Sender;
        var bucket = new RateKey("send", sender.Id);
        var allowance = limiter.Take(bucket, sender.IsCustomer ? limits.Value.SendsPerTenSeconds : 0, SendWindow);
        if (!allowance.Allowed)
        {
            // Only who is over the limit pays for this look: for all others the store finds the duplicate in the transaction.
            if (await store.FindAsync(sender.Id, message.ClientId, cancellationToken) is { } known)
                return new Receipt(known, Duplicate: true);
            return new Error(ErrorCode.RateLimited, "Too many messages.", allowance.RetryAfter);
        }

        var now = time.GetUtcNow();
        DateTimeOffset? reopenSince = life.Value.ReopenWithin > TimeSpan.Zero ? now - life.Value.ReopenWithin : null;
        var appended = await store.AppendAsync(
            new NewMessage(message, now, reopenSince), stored => Stored(stored, message.Origin), cancellationToken);
        if (!appended.Succeeded)
            return appended.Error!;
        if (appended.Value.Duplicate)
            limiter.GiveBack(bucket);
        if (message.Intake is { } answers && (answers.LeftMessage || appended.Value.Duplicate || appended.Value.Opened is not null))
            await NoteContactAsync(sender.Id, answers, cancellationToken);
        return new Receipt(appended.Value.Message, appended.Value.Duplicate);
    }

    public async Task<Result<HistoryPage>> HistoryAsync(Participant caller, HistoryQuery query, CancellationToken cancellationToken)
    {
        if (query.Limit is < 1 or > 100)
            return new Error(ErrorCode.BadRequest, "limit is 1 to 100.");
        if (query is { AfterSeq: not null, BeforeSeq: not null })
            return new Error(ErrorCode.BadRequest, "after_seq and before_seq exclude each other.");
        if (query.AfterSeq < 0 || query.BeforeSeq < 0)
            return new Error(ErrorCode.BadRequest, "after_seq and before_seq are not negative.");

        var id = query.ConversationId;
        if (id is null)
        {
            if (!caller.IsCustomer)
                return new Error(ErrorCode.BadRequest, "conversation_id is missing.");
            id = (await conversations.CurrentOfAsync(caller.Id, cancellationToken))?.Id;
            if (id is null)
                return new HistoryPage(null, [], HasMore: false);
        }
        else if (await rights.CheckSeeAsync(caller, id, cancellationToken) is { } error)
        {
            return error;
        }

        return await store.ReadAsync(id, query, cancellationToken);
    }

    /// <summary>
    /// Before the ack, so that a client that never saw one sends again, and this is done again: the message is stored, and its form with the
    /// conversation, whatever becomes of this.
    /// </summary>
    private Task NoteContactAsync(string customerId, Intake answers, CancellationToken cancellationToken) => customers.NoteContactAsync(
        customerId,
        new Identification
        {
            Name = preChat.Value.FindAnswer(answers, PreChatFieldKind.Name),
            Email = preChat.Value.FindAnswer(answers, PreChatFieldKind.Email),
            Phone = preChat.Value.FindAnswer(answers, PreChatFieldKind.Phone),
        },
        cancellationToken);

    /// <summary>After the commit, in its order.</summary>
    private void Stored(AppendedMessage stored, string? origin)
    {
        if (stored.Duplicate)
            return;

        var message = stored.Message;
        if (stored.Opened is { } opened)
        {
            LogConversationOpened(opened.Id, opened.CustomerId);
            hub.PublishChange(opened);
        }

        LogStored(message.ConversationId, message.Seq, message.SenderType, message.SenderId);
        hub.PublishToMembers(stored.CustomerId, stored.AgentId, new MessageAdded(message, origin));
        if (stored.Opened is not null)
            assignment.Wake();
    }
}
