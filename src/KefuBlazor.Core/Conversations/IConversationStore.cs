namespace KefuBlazor.Core.Conversations;

/// <summary>
/// What the store promises of conversations. Every change is one transaction; <c>committed</c> is told in the order of the commits.
/// </summary>
internal interface IConversationStore
{
    /// <summary>One conversation with all that it shows; null where there is none.</summary>
    Task<Conversation?> FindAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>What rights look at, for this caller; null where there is none.</summary>
    Task<ConversationFacts?> FindFactsAsync(string conversationId, string callerId, CancellationToken cancellationToken);

    /// <summary>The customer's open conversation, else the last by opening; null where there never was one.</summary>
    Task<Conversation?> FindCurrentAsync(string customerId, CancellationToken cancellationToken);

    /// <summary>The id of that one alone, which is cheaper.</summary>
    Task<string?> FindCurrentIdAsync(string customerId, CancellationToken cancellationToken);

    /// <summary>The open conversations of these customers, as far as the agent may see them.</summary>
    Task<IReadOnlyList<Conversation>> FindOpenAsync(
        Participant agent, IReadOnlyCollection<string> customerIds, CancellationToken cancellationToken);

    /// <summary>
    /// How far those have come that concern these people: the open ones of the customers and the agents, all that wait if there is an agent
    /// among them, and what was closed since then.
    /// </summary>
    Task<IReadOnlyList<ConversationHead>> FindHeadsAsync(
        IReadOnlyCollection<string> customerIds, IReadOnlyCollection<string> agentIds, DateTimeOffset closedSince, CancellationToken cancellationToken);

    /// <summary>How many are open.</summary>
    Task<OpenConversations> CountOpenAsync(CancellationToken cancellationToken);

    /// <summary>How far these have come.</summary>
    Task<IReadOnlyList<ConversationHead>> FindHeadsAsync(IReadOnlyCollection<string> conversationIds, CancellationToken cancellationToken);

    /// <summary>A page of those that the agent may see, in the order that <see cref="IConversationService.ListAsync"/> names.</summary>
    Task<Page<Conversation>> ListAsync(Participant agent, ConversationFilter filter, ConversationCursor? after, CancellationToken cancellationToken);

    /// <summary>Closes it, if the caller may; rights are looked at in the same transaction.</summary>
    Task<Result<Conversation>> CloseAsync(
        Participant caller, string conversationId, string reason, Action<Conversation> committed, CancellationToken cancellationToken);

    /// <summary>Opens it again for this agent, if there is no other open one of the customer.</summary>
    Task<Result<Conversation>> ReopenAsync(
        Participant agent, string conversationId, Action<Conversation> committed, CancellationToken cancellationToken);
}
