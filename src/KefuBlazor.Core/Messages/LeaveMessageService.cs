using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Forms;
using KefuBlazor.Core.Hub;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Messages;

internal sealed partial class LeaveMessageService(
    ILeftMessageStore store,
    IMessageStore known,
    IMessageService messages,
    IConversationService conversations,
    IAssignmentService assignment,
    IChatHub hub,
    IOptions<PreChatOptions> preChat,
    ILogger<LeaveMessageService> logger) : ILeaveMessageService
{
    private static readonly Error CustomersOnly = new(ErrorCode.Forbidden, "Only customers leave messages.");
    private static readonly Error SomebodyIsThere = new(ErrorCode.Conflict, "Somebody is there: send a text.");

    public async Task<Result<Receipt>> LeaveAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var customer = message.Sender;
        if (!customer.IsCustomer)
            return CustomersOnly;
        var intake = IntakeRules.Check((message.Intake ?? new Intake(null, new Dictionary<string, string>())) with { LeftMessage = true }, preChat.Value);
        if (!intake.Succeeded)
            return intake.Error!;
        if (await IsRefusedAsync(message, cancellationToken))
            return SomebodyIsThere;

        var sent = await messages.SendAsync(message with { Intake = intake.Value }, cancellationToken);
        if (!sent.Succeeded)
            return sent;

        // Where the message opened the conversation this is noted on it already. Else it is noted now, before the ack: a client that never saw
        // one sends again, and this is done again.
        var noted = await store.NoteAsync(customer, sent.Value.Message.ConversationId, intake.Value, Noted, cancellationToken);
        return noted.Error is { Code: not ErrorCode.Closed } error ? error : sent;
    }

    /// <summary>What is known is answered as it was, whatever the state now.</summary>
    private async Task<bool> IsRefusedAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        assignment.Online
        && await conversations.CurrentOfAsync(message.Sender.Id, cancellationToken) is not { Status: ConversationStatus.Waiting }
        && await known.FindAsync(message.Sender.Id, message.ClientId, cancellationToken) is null;

    private void Noted(LeftMessage left)
    {
        if (!left.Changed)
            return;
        LogLeft(left.Conversation.Id);
        hub.PublishChange(left.Conversation);
    }

    [LoggerMessage(1141, LogLevel.Information, "A message was left in conversation {ConversationId}")]
    private partial void LogLeft(string conversationId);
}
