using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Messages;

/// <summary>A message on its way into the store.</summary>
/// <param name="Message">What was sent.</param>
/// <param name="At">When, UTC.</param>
/// <param name="ReopenSince">A conversation closed after this is opened again rather than followed by a new one; null: never.</param>
internal readonly record struct NewMessage(OutgoingMessage Message, DateTimeOffset At, DateTimeOffset? ReopenSince);

/// <summary>A message that is stored.</summary>
/// <param name="Message">As it is stored.</param>
/// <param name="Duplicate">It was stored before.</param>
/// <param name="CustomerId">The member who is the customer.</param>
/// <param name="AgentId">The member who is the agent; null while nobody is assigned.</param>
/// <param name="Opened">The conversation, where this message opened it or opened it again; else null.</param>
internal sealed record AppendedMessage(Message Message, bool Duplicate, string CustomerId, string? AgentId, Conversation? Opened);

/// <summary>What the store promises of messages.</summary>
internal interface IMessageStore
{
    /// <summary>
    /// Stores a message durably, gives it the next <c>seq</c> of its conversation in the same transaction, and opens a conversation where the
    /// customer has none. A known <c>(sender, client_id)</c> is returned as it is stored. Rights and state are looked at in the same
    /// transaction. <paramref name="committed"/> is told after the commit, in rising <c>seq</c>.
    /// </summary>
    Task<Result<AppendedMessage>> AppendAsync(NewMessage message, Action<AppendedMessage> committed, CancellationToken cancellationToken);

    /// <summary>The message that this sender called so; null where there is none.</summary>
    Task<Message?> FindAsync(string senderId, string clientId, CancellationToken cancellationToken);

    /// <summary>A part of a conversation, in rising <c>seq</c>, as <see cref="HistoryQuery"/> says.</summary>
    Task<HistoryPage> ReadAsync(string conversationId, HistoryQuery query, CancellationToken cancellationToken);
}
