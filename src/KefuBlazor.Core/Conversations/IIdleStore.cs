namespace KefuBlazor.Core.Conversations;

/// <summary>What the store promises of conversations in which nobody writes.</summary>
internal interface IIdleStore
{
    /// <summary>
    /// The active conversations whose newest message is an agent's, from then or before: the customer is silent. In one that was opened again the
    /// silence counts from there, and a warning of before is none.
    /// </summary>
    Task<IReadOnlyList<ConversationHead>> FindSilentAsync(DateTimeOffset since, int most, CancellationToken cancellationToken);

    /// <summary>The active conversations whose newest message is the system's warning, from then or before.</summary>
    Task<IReadOnlyList<ConversationHead>> FindWarnedAsync(DateTimeOffset since, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Closes an active conversation in which nothing was said since this <c>seq</c>; another is <see cref="ErrorCode.Conflict"/>. That is looked
    /// at in the same transaction.
    /// </summary>
    Task<Result<Conversation>> CloseAsync(string conversationId, long lastSeq, Action<Conversation> committed, CancellationToken cancellationToken);
}
