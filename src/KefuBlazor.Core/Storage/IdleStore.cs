using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

internal sealed class IdleStore(IDbContextFactory<KefuDbContext> contexts, IWriteQueue writes, TimeProvider time) : IIdleStore
{
    private static readonly Error Answered = new(ErrorCode.Conflict, "Somebody wrote meanwhile.");

    public async Task<IReadOnlyList<ConversationHead>> FindSilentAsync(DateTimeOffset since, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await WithNewest(context, since)
            .Where(pair => pair.Newest.SenderType == ParticipantType.Agent
                || (pair.Newest.Code == IdleService.WarningCode && pair.Newest.SentAt < pair.Row.OpenedAt))
            .Take(most)
            .Select(pair => pair.Row)
            .ToHeads()
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<ConversationHead>> FindWarnedAsync(DateTimeOffset since, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await WithNewest(context, since)
            .Where(pair => pair.Newest.Code == IdleService.WarningCode && pair.Newest.SentAt >= pair.Row.OpenedAt)
            .Take(most)
            .Select(pair => pair.Row)
            .ToHeads()
            .ToListAsync(cancellationToken);
    }

    public Task<Result<Conversation>> CloseAsync(
        string conversationId, long lastSeq, Action<Conversation> committed, CancellationToken cancellationToken) =>
        writes.WriteAsync<Conversation>(
            WriteScope.Conversation(conversationId),
            async (context, stop) =>
            {
                var row = await context.Conversations.SingleOrDefaultAsync(row => row.Id == conversationId, stop);
                if (row is not { Status: ConversationStatus.Active } || row.LastSeq != lastSeq)
                    return Answered;
                context.Close(row, Participant.System, CloseReasons.Idle, time.GetUtcNow());
                await context.SaveChangesAsync(stop);
                return await context.ReadOneAsync(conversationId, stop);
            },
            committed,
            cancellationToken);

    private static IQueryable<NewestOf> WithNewest(KefuDbContext context, DateTimeOffset since) =>
        from row in context.Conversations
        where row.Status == ConversationStatus.Active
        join message in context.Messages on new { Id = row.Id, Seq = row.LastSeq } equals new { Id = message.ConversationId, message.Seq }
        where message.SentAt <= since && row.OpenedAt <= since
        orderby message.SentAt
        select new NewestOf { Row = row, Newest = message };

    private sealed class NewestOf
    {
        public required ConversationRow Row { get; init; }

        public required MessageRow Newest { get; init; }
    }
}
