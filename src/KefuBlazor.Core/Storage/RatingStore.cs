using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Ratings;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

internal sealed class RatingStore(IWriteQueue writes, TimeProvider time) : IRatingStore
{
    private static readonly Error StillOpen = new(ErrorCode.Conflict, "The conversation is open; it is rated after its close.");
    private static readonly Error RatedAlready = new(ErrorCode.Conflict, "The conversation is rated already.");
    private static readonly Error Unserved = new(ErrorCode.Conflict, "No agent had the conversation; there is nothing to rate.");

    public Task<Result<Conversation>> AddAsync(
        Participant customer, string conversationId, Rating rating, Action<Conversation> committed, CancellationToken cancellationToken) =>
        writes.WriteAsync<Conversation>(
            WriteScope.Conversation(conversationId),
            async (context, stop) =>
            {
                if (ConversationAccess.CheckSee(customer, await context.FindFactsAsync(conversationId, customer.Id, stop)) is { } error)
                    return error;
                var row = await context.Conversations.SingleAsync(row => row.Id == conversationId, stop);
                if (row.ClosedAt is not { } closedAt)
                    return StillOpen;
                if (row.AgentId is null && !await WasServedAsync(context, row, stop))
                    return Unserved;
                if (await context.Ratings.AnyAsync(given => given.ConversationId == conversationId && given.ClosedAt == closedAt, stop))
                    return RatedAlready;

                var now = time.GetUtcNow();
                context.Ratings.Add(new RatingRow
                {
                    ConversationId = conversationId,
                    ClosedAt = closedAt,
                    AgentId = row.AgentId,
                    Score = rating.Score,
                    Comment = rating.Comment,
                    At = now,
                });
                context.AddStep(row, ConversationStep.Rated, customer, row.AgentId, now);
                await context.SaveChangesAsync(stop);
                return await context.ReadOneAsync(conversationId, stop);
            },
            committed,
            cancellationToken);

    /// <summary>Whether an agent had it, and lost it to the queue again, since it was last opened: of earlier lives there was a rating of their own.</summary>
    private static Task<bool> WasServedAsync(KefuDbContext context, ConversationRow row, CancellationToken stop) =>
        context.ConversationEvents.AnyAsync(step => step.ConversationId == row.Id && step.AgentId != null && step.At >= row.OpenedAt, stop);
}
