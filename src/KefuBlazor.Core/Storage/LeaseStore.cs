using KefuBlazor.Core.Jobs;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

internal sealed class LeaseStore(IWriteQueue writes, TimeProvider time) : ILeaseStore
{
    public Task<Result<bool>> TryHoldAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken) =>
        writes.WriteAsync<bool>(
            async (context, stop) =>
            {
                var now = time.GetUtcNow();
                var row = await context.Leases.SingleOrDefaultAsync(row => row.Name == name, stop);
                if (row is not null && row.Holder != holder && row.ExpiresAt > now)
                    return false;

                if (row is null)
                    context.Leases.Add(row = new LeaseRow { Name = name, Holder = holder, ExpiresAt = now });
                row.Holder = holder;
                row.ExpiresAt = now + duration;
                await context.SaveChangesAsync(stop);
                return true;
            },
            cancellationToken: cancellationToken);

    public Task<Result<bool>> ReleaseAsync(string name, string holder, CancellationToken cancellationToken) =>
        writes.WriteAsync<bool>(
            async (context, stop) => await context.Leases.Where(row => row.Name == name && row.Holder == holder).ExecuteDeleteAsync(stop) > 0,
            cancellationToken: cancellationToken);
}
