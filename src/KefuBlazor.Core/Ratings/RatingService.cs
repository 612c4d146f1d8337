using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Ratings;

internal sealed partial class RatingService(IRatingStore store, IChatHub hub, ILogger<RatingService> logger) : IRatingService
{
    private const int LongestComment = 1000;

    private static readonly Error CustomersOnly = new(ErrorCode.Forbidden, "Only customers rate.");

    public async Task<Result<Conversation>> RateAsync(
        Participant customer, string conversationId, Rating rating, CancellationToken cancellationToken)
    {
        if (!customer.IsCustomer)
            return CustomersOnly;
        if (rating.Score is < 1 or > 5)
            return new Error(ErrorCode.BadRequest, "score is 1 to 5.");
        if (rating.Comment is { } comment && (comment.Length > LongestComment || !Text.IsClean(comment)))
            return new Error(ErrorCode.BadRequest, "comment is at most 1000 UTF-16 units, without NUL or half a surrogate pair.");

        var given = string.IsNullOrWhiteSpace(rating.Comment) ? rating with { Comment = null } : rating;
        return await store.AddAsync(customer, conversationId, given, rated => Rated(rated, given.Score), cancellationToken);
    }

    private void Rated(Conversation conversation, int score)
    {
        LogRated(conversation.Id, score);
        hub.PublishChange(conversation);
    }

    [LoggerMessage(1131, LogLevel.Information, "Conversation {ConversationId} rated {Score}")]
    private partial void LogRated(string conversationId, int score);
}
