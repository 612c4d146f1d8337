using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Hub;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Conversations;

internal sealed partial class ConversationService(
    IConversationStore store, IMarkStore marks, IAssignmentSignal assignment, QueuePace pace, IChatHub hub, IOptions<TypingOptions> typing,
    ILogger<ConversationService> logger)
    : IConversationService, IConversationRights
{
    private const int LongestDraft = 4000; // As long as the message that it may become.

    private static readonly Error NoConversation = new(ErrorCode.NotFound, "There is no conversation yet.");

    public async Task<Result<Conversation>> FindAsync(Participant caller, string conversationId, CancellationToken cancellationToken)
    {
        if (await CheckSeeAsync(caller, conversationId, cancellationToken) is { } error)
            return error;
        return await store.FindAsync(conversationId, cancellationToken) is { } conversation ? Estimated(conversation) : ConversationAccess.NotFound;
    }

    public async Task<Result<Conversation>> FindServedAsync(Participant agent, string conversationId, CancellationToken cancellationToken)
    {
        var facts = await store.FindFactsAsync(conversationId, agent.Id, cancellationToken);
        var sees = ConversationAccess.CheckSee(agent, facts) is null;
        if (!sees && facts is not { ServedByCaller: true })
            return ConversationAccess.NotFound;
        if (await store.FindAsync(conversationId, cancellationToken) is not { } conversation)
            return ConversationAccess.NotFound;
        return sees ? conversation : conversation with { LastMessage = null, Unread = 0 };
    }

    public async Task<Error?> CheckSeeAsync(Participant caller, string conversationId, CancellationToken cancellationToken) =>
        ConversationAccess.CheckSee(caller, await store.FindFactsAsync(conversationId, caller.Id, cancellationToken));

    public async Task<Conversation?> CurrentOfAsync(string customerId, CancellationToken cancellationToken) =>
        await store.FindCurrentAsync(customerId, cancellationToken) is { } current ? Estimated(current) : null;

    public Task<IReadOnlyList<Conversation>> OpenOfAsync(
        Participant agent, IReadOnlyCollection<string> customerIds, CancellationToken cancellationToken) =>
        store.FindOpenAsync(agent, customerIds, cancellationToken);

    public Task<OpenConversations> CountOpenAsync(CancellationToken cancellationToken) => store.CountOpenAsync(cancellationToken);

    public Task<IReadOnlyList<ConversationHead>> HeadsForAsync(string agentId, CancellationToken cancellationToken) =>
        store.FindHeadsAsync([], [agentId], closedSince: DateTimeOffset.MaxValue, cancellationToken);

    public async Task<Result<Page<Conversation>>> ListAsync(Participant agent, ConversationFilter filter, CancellationToken cancellationToken)
    {
        if (agent.IsCustomer)
            return ConversationAccess.AgentsOnly;
        if (filter.Limit is < 1 or > 100)
            return new Error(ErrorCode.BadRequest, "limit is 1 to 100.");
        ConversationCursor? after = null;
        if (filter.Cursor is { } text)
        {
            if (!ConversationCursor.TryParse(text, out var cursor))
                return new Error(ErrorCode.BadRequest, "The cursor is none of ours.");
            after = cursor;
        }

        return await store.ListAsync(agent, filter, after, cancellationToken);
    }

    public async Task<Result<Conversation>> CloseAsync(Participant caller, string? conversationId, CancellationToken cancellationToken)
    {
        var id = conversationId ?? await CurrentIdOfAsync(caller, cancellationToken);
        if (id is null)
            return NoConversation;
        var reason = caller.IsCustomer ? CloseReasons.EndedByCustomer : CloseReasons.Resolved;
        return await store.CloseAsync(caller, id, reason, conversation => Closed(conversation, caller), cancellationToken);
    }

    public Task<Result<Conversation>> ReopenAsync(Participant agent, string conversationId, CancellationToken cancellationToken) =>
        store.ReopenAsync(
            agent,
            conversationId,
            conversation =>
            {
                LogReopened(conversation.Id, agent.Id);
                hub.PublishChange(conversation, newOwnerId: agent.Id);
            },
            cancellationToken);

    public async Task<Error?> MoveMarkAsync(
        Participant caller, string? conversationId, MarkKind kind, long seq, string? origin, CancellationToken cancellationToken)
    {
        if (seq < 1)
            return new Error(ErrorCode.BadRequest, "seq is at least 1.");
        var id = conversationId ?? await CurrentIdOfAsync(caller, cancellationToken);
        if (id is null)
            return NoConversation;

        var moved = await marks.MoveAsync(
            new MarkMove(caller, id, kind, seq),
            mark => hub.PublishToMembers(mark.CustomerId, mark.AgentId, new MarkMoved(id, kind, caller, mark.Seq, origin)),
            cancellationToken);
        return moved.Error;
    }

    public async Task<Error?> TypeAsync(
        Participant caller, string? conversationId, bool active, string? draft, CancellationToken cancellationToken)
    {
        if (draft?.Length > LongestDraft)
            return new Error(ErrorCode.BadRequest, "content is longer than a message may be.");
        var id = conversationId ?? await CurrentIdOfAsync(caller, cancellationToken);
        if (id is null)
            return null; // A first message is being typed: nobody is there yet to be told.

        var facts = await store.FindFactsAsync(id, caller.Id, cancellationToken);
        if (conversationId is null && facts is { Status: ConversationStatus.Closed })
            return null; // The same: what is being typed opens a new one.
        if (ConversationAccess.CheckWrite(caller, facts) is { } error)
            return error;
        var shown = caller.IsCustomer && active && typing.Value.IsOnSomewhere ? draft : null;
        var change = new TypingChanged(id, caller, active, shown);
        if (!caller.IsCustomer)
            hub.Publish(Audience.Customer(facts!.Value.CustomerId), change);
        else if (facts!.Value.AgentId is { } agentId)
            hub.Publish(Audience.Agent(agentId), change);
        return null;
    }

    /// <summary>With how long it will wait, where it does and that is known.</summary>
    private Conversation Estimated(Conversation conversation) =>
        conversation.QueuePosition is { } place ? conversation with { EstimatedWait = pace.WaitTo(place) } : conversation;

    private async Task<string?> CurrentIdOfAsync(Participant caller, CancellationToken cancellationToken) =>
        caller.IsCustomer ? await store.FindCurrentIdAsync(caller.Id, cancellationToken) : null;

    private void Closed(Conversation conversation, Participant caller)
    {
        LogClosed(conversation.Id, caller.Type, caller.Id);
        hub.PublishChange(conversation, stoppedWaiting: conversation.Agent is null);
        assignment.Wake();
    }
}
