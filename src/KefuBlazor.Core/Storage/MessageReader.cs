using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

/// <summary>Reading messages is the same for every provider; writing them is not.</summary>
internal sealed class MessageReader(IDbContextFactory<KefuDbContext> contexts)
{
    public async Task<Message?> FindAsync(string senderId, string clientId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Messages.AsNoTracking()
            .SingleOrDefaultAsync(row => row.SenderId == senderId && row.ClientId == clientId, cancellationToken);
        return row is null ? null : (await ToMessagesAsync(context, [row], cancellationToken))[0];
    }

    public async Task<HistoryPage> ReadAsync(string conversationId, HistoryQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = context.Messages.AsNoTracking().Where(row => row.ConversationId == conversationId);
        var forward = query.AfterSeq is not null;
        IQueryable<MessageRow> ordered = query switch
        {
            { AfterSeq: { } after } => rows.Where(row => row.Seq > after).OrderBy(row => row.Seq),
            { BeforeSeq: { } before } => rows.Where(row => row.Seq < before).OrderByDescending(row => row.Seq),
            _ => rows.OrderByDescending(row => row.Seq),
        };

        // One more than asked for tells whether there are more.
        var found = await ordered.Take(query.Limit + 1).ToListAsync(cancellationToken);
        var hasMore = found.Count > query.Limit;
        if (hasMore)
            found.RemoveAt(query.Limit);
        if (!forward)
            found.Reverse();
        return new HistoryPage(conversationId, await ToMessagesAsync(context, found, cancellationToken), hasMore);
    }

    /// <summary>A second question, which most pages need not ask: most messages are texts.</summary>
    private static async Task<List<Message>> ToMessagesAsync(KefuDbContext context, List<MessageRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.AttachmentId).OfType<string>().ToList();
        var attachments = new Dictionary<string, Attachment>();
        if (ids.Count > 0)
        {
            attachments = (await context.Attachments.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancellationToken))
                .ToDictionary(row => row.Id, row => row.ToAttachment());
        }

        return rows.ConvertAll(row => row.ToMessage(row.AttachmentId is { } id ? attachments.GetValueOrDefault(id) : null));
    }
}
