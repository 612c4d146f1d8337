using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

internal sealed class CustomerStore(IDbContextFactory<KefuDbContext> contexts, IWriteQueue writes) : ICustomerStore
{
    public async Task<Customer?> FindByTokenAsync(string tokenHash, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);

        // The first token stands with the customer. The others are looked for only where it is none of these.
        return await ReadAsync(context.Customers.Where(row => row.TokenHash == tokenHash))
            ?? await ReadAsync(
                from token in context.VisitorTokens
                where token.TokenHash == tokenHash
                join row in context.Customers on token.CustomerId equals row.Id
                select row);

        Task<Customer?> ReadAsync(IQueryable<CustomerRow> rows) => rows
            .Where(row => row.MergedInto == null)
            .Select(row => new Customer(row.Id, row.Name, row.CreatedAt) { Device = new CustomerDevice(row.UserAgent, row.Language) })
            .SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<CustomerProfile?> FindProfileAsync(string customerId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Customers.AsNoTracking().SingleOrDefaultAsync(row => row.Id == customerId, cancellationToken);
        var pages = await context.CustomerPages.AsNoTracking()
            .Where(page => page.CustomerId == customerId)
            .OrderByDescending(page => page.Number)
            .ToListAsync(cancellationToken);
        return row is null ? null : CustomerProfiles.Of(row, pages);
    }

    public async Task<IReadOnlyList<CustomerProfile>> FindManyAsync(IReadOnlyCollection<string> customerIds, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = customerIds.ToArray();
        var found = await context.Customers.AsNoTracking()
            .Where(row => EF.Parameter(ids).Contains(row.Id) && row.MergedInto == null)
            .Select(row => new
            {
                Row = row,
                Page = context.CustomerPages.Where(page => page.CustomerId == row.Id).OrderByDescending(page => page.Number).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return found.ConvertAll(item => CustomerProfiles.Of(item.Row, item.Page is { } page ? [page] : []));
    }

    public Task<Result<bool>> SetDeviceAsync(string customerId, CustomerDevice device, CancellationToken cancellationToken) => writes.WriteAsync<bool>(
        WriteScope.Rows,
        async (context, stop) => await context.Customers
            .Where(row => row.Id == customerId && (row.UserAgent != device.UserAgent || row.Language != device.Language))
            .ExecuteUpdateAsync(
                row => row.SetProperty(row => row.UserAgent, device.UserAgent).SetProperty(row => row.Language, device.Language), stop) > 0,
        cancellationToken: cancellationToken);

    public async Task<Result<bool>> AddPageAsync(string customerId, PageView page, int keep, CancellationToken cancellationToken)
    {
        // A client says where it is on each connection: that it is where it was needs no writer.
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            if (await NewestAsync(context, customerId, cancellationToken) is { } newest && newest.Url == page.Url && newest.Title == page.Title)
                return false;
        }

        return await writes.WriteAsync<bool>(
            WriteScope.Rows,
            async (context, stop) =>
            {
                var number = (await NewestAsync(context, customerId, stop))?.Number + 1 ?? 1;
                context.CustomerPages.Add(new CustomerPageRow
                {
                    CustomerId = customerId,
                    Number = number,
                    Url = page.Url,
                    Title = page.Title,
                    Referrer = page.Referrer,
                    At = page.At,
                });
                await context.SaveChangesAsync(stop);
                await context.CustomerPages.Where(row => row.CustomerId == customerId && row.Number <= number - keep).ExecuteDeleteAsync(stop);
                return true;
            },
            cancellationToken: cancellationToken);
    }

    private static Task<CustomerPageRow?> NewestAsync(KefuDbContext context, string customerId, CancellationToken cancellationToken) =>
        context.CustomerPages.AsNoTracking()
            .Where(row => row.CustomerId == customerId)
            .OrderByDescending(row => row.Number)
            .FirstOrDefaultAsync(cancellationToken);
}
