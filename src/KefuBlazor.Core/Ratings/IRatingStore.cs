using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Ratings;

/// <summary>What the store promises of ratings.</summary>
internal interface IRatingStore
{
    /// <summary>Keeps the rating of a close, the first and only one. Rights and state are looked at in the same transaction.</summary>
    Task<Result<Conversation>> AddAsync(
        Participant customer, string conversationId, Rating rating, Action<Conversation> committed, CancellationToken cancellationToken);
}
