using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage.Sqlite;

/// <summary>Marks on SQLite, by the one writer.</summary>
internal sealed class SqliteMarkStore(IDbContextFactory<KefuDbContext> contexts, IWriteQueue writes) : IMarkStore
{
    public async Task<Result<MovedMark>> MoveAsync(MarkMove move, Action<MovedMark> committed, CancellationToken cancellationToken)
    {
        // Most calls say what is known already (every tab says it): a read settles those without the writer.
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            var looked = await MoveAsync(context, move, cancellationToken);
            if (!looked.Succeeded || looked.Value.Seq == 0)
                return looked;
        }

        return await writes.WriteAsync(
            WriteScope.Conversation(move.ConversationId),
            async (context, stop) =>
            {
                var moved = await MoveAsync(context, move, stop);
                await context.SaveChangesAsync(stop);
                return moved;
            },
            moved =>
            {
                if (moved.Seq > 0)
                    committed(moved);
            },
            cancellationToken);
    }

    /// <summary>Moves it on the row that the context tracks.</summary>
    private static async Task<Result<MovedMark>> MoveAsync(KefuDbContext context, MarkMove move, CancellationToken cancellationToken)
    {
        if (ConversationAccess.CheckMember(
            move.Caller, await context.FindFactsAsync(move.ConversationId, move.Caller.Id, cancellationToken)) is { } error)
        {
            return error;
        }

        var row = await context.Conversations.SingleAsync(row => row.Id == move.ConversationId, cancellationToken);
        var (next, seq) = Marked(row).Move(move);
        (row.DeliveredCustomer, row.DeliveredAgent) = (next.Delivered.Customer, next.Delivered.Agent);
        (row.ReadCustomer, row.ReadAgent) = (next.Read.Customer, next.Read.Agent);
        return new MovedMark(row.CustomerId, row.AgentId, seq);
    }

    private static MarkedConversation Marked(ConversationRow row) => new(
        row.Id,
        new ConversationFacts(row.CustomerId, row.AgentId, row.Status, ServedByCaller: false),
        row.LastSeq,
        new Marks(row.DeliveredCustomer, row.DeliveredAgent),
        new Marks(row.ReadCustomer, row.ReadAgent));
}
