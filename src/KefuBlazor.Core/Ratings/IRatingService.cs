using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Ratings;

/// <summary>How customers found their conversations.</summary>
public interface IRatingService
{
    /// <summary>
    /// Rates a closed conversation of one's own, once for each time that it was closed. An open one, one that is rated, or one that no agent had is
    /// <see cref="ErrorCode.Conflict"/>; not one's own <see cref="ErrorCode.NotFound"/>; anybody but a customer <see cref="ErrorCode.Forbidden"/>.
    /// </summary>
    Task<Result<Conversation>> RateAsync(Participant customer, string conversationId, Rating rating, CancellationToken cancellationToken = default);
}
