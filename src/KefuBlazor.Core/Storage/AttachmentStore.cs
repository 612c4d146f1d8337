using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

internal sealed class AttachmentStore(IDbContextFactory<KefuDbContext> contexts, IWriteQueue writes) : IAttachmentStore
{
    public Task<Result<bool>> AddAsync(NewUpload upload, CancellationToken cancellationToken) => writes.WriteAsync<bool>(
        WriteScope.Rows,
        async (context, stop) =>
        {
            var (attachment, uploaderId, at) = upload;
            context.Attachments.Add(new AttachmentRow
            {
                Id = attachment.Id,
                Key = attachment.Key,
                UploaderId = uploaderId,
                FileName = attachment.FileName,
                ContentType = attachment.ContentType,
                Size = attachment.Size,
                Width = attachment.Width,
                Height = attachment.Height,
                DurationMs = attachment.DurationMs,
                UploadedAt = at,
            });
            await context.SaveChangesAsync(stop);
            return true;
        },
        cancellationToken: cancellationToken);

    public async Task<StoredAttachment?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Attachments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        return row is null ? null : new StoredAttachment(row.ToAttachment(), row.UploaderId, row.Spent, row.ConversationId);
    }

    public async Task<long> UsedByAsync(string uploaderId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Attachments.Where(row => row.UploaderId == uploaderId).SumAsync(row => row.Size, cancellationToken);
    }

    public async Task<long> UsedAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Attachments.SumAsync(row => row.Size, cancellationToken);
    }

    public Task<Result<IReadOnlyList<string>>> TakeLooseAsync(DateTimeOffset uploadedBefore, int most, CancellationToken cancellationToken) =>
        writes.WriteAsync<IReadOnlyList<string>>(
            WriteScope.Rows,
            async (context, stop) =>
            {
                await context.Attachments
                    .Where(row => row.ConversationId == null && !row.Spent && row.UploadedAt < uploadedBefore)
                    .ExecuteUpdateAsync(row => row.SetProperty(it => it.Spent, true), stop);
                return await context.Attachments
                    .Where(row => row.ConversationId == null && row.Spent)
                    .OrderBy(row => row.UploadedAt).Take(most).Select(row => row.Id).ToListAsync(stop);
            },
            cancellationToken: cancellationToken);

    public Task<Result<int>> RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => writes.WriteAsync<int>(
        WriteScope.Rows,
        async (context, stop) => await context.Attachments.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(stop),
        cancellationToken: cancellationToken);
}
