using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Retention;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

internal sealed class RetentionStore(IDbContextFactory<KefuDbContext> contexts, IWriteQueue writes) : IRetentionStore
{
    public async Task<(long Conversations, long Messages)> CountAsync(DateTimeOffset closedBefore, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var due = Due(context, closedBefore);
        var conversations = await due.LongCountAsync(cancellationToken);

        // seq counts 1, 2, 3 … without a gap, so the last one is how many there are.
        return (conversations, await due.SumAsync(row => row.LastSeq, cancellationToken));
    }

    public Task<Result<(long Conversations, long Messages)>> RemoveAsync(
        DateTimeOffset closedBefore, int most, CancellationToken cancellationToken) =>
        writes.WriteAsync<(long, long)>(
            async (context, stop) =>
            {
                var ids = await Due(context, closedBefore).OrderBy(row => row.ClosedAt).Take(most).Select(row => row.Id).ToListAsync(stop);
                var messages = await context.Messages.Where(row => ids.Contains(row.ConversationId)).ExecuteDeleteAsync(stop);
                await context.ConversationEvents.Where(row => ids.Contains(row.ConversationId)).ExecuteDeleteAsync(stop);
                await context.Ratings.Where(row => ids.Contains(row.ConversationId)).ExecuteDeleteAsync(stop);
                var conversations = await context.Conversations.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(stop);
                await context.CustomerPages.Where(row => row.At < closedBefore).ExecuteDeleteAsync(stop);
                return (conversations, messages);
            },
            cancellationToken: cancellationToken);

    private static IQueryable<ConversationRow> Due(KefuDbContext context, DateTimeOffset closedBefore) =>
        context.Conversations.Where(row => row.Status == ConversationStatus.Closed && row.ClosedAt < closedBefore);
}
