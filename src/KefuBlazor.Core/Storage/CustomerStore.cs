using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

internal sealed class CustomerStore(IDbContextFactory<KefuDbContext> contexts, IWriteQueue writes) : ICustomerStore
{
    private static readonly Error Taken = new(ErrorCode.Unauthenticated, "The customer is known; their token is needed.");

    public Task<Result<Customer>> AddAsync(Customer customer, string tokenHash, CancellationToken cancellationToken) =>
        writes.WriteAsync<Customer>(
            WriteScope.Rows,
            async (context, stop) =>
            {
                if (await context.Customers.AnyAsync(row => row.Id == customer.Id, stop))
                    return Taken;
                context.Customers.Add(new CustomerRow
                {
                    Id = customer.Id,
                    Name = customer.Name,
                    TokenHash = tokenHash,
                    CreatedAt = customer.CreatedAt,
                });
                await context.SaveChangesAsync(stop);
                return customer;
            },
            cancellationToken: cancellationToken);

    public async Task<Customer?> FindByTokenAsync(string tokenHash, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Customers
            .Where(row => row.TokenHash == tokenHash)
            .Select(row => new Customer(row.Id, row.Name, row.CreatedAt))
            .SingleOrDefaultAsync(cancellationToken);
    }
}
