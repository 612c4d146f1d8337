using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

internal sealed class NewCustomerStore(IWriteQueue writes) : INewCustomerStore
{
    public Task<Result<Customer>> AddAsync(NewCustomer customer, CancellationToken cancellationToken) => writes.WriteAsync<Customer>(
        WriteScope.Rows,
        async (context, stop) =>
        {
            var (who, tokenHash) = customer;
            if (await context.Customers.AnyAsync(row => row.Id == who.Id, stop))
                return NewCustomer.Taken;
            context.Customers.Add(new CustomerRow
            {
                Id = who.Id,
                Name = who.Name,
                TokenHash = tokenHash,
                CreatedAt = who.CreatedAt,
                UserAgent = who.Device.UserAgent,
                Language = who.Device.Language,
            });
            await context.SaveChangesAsync(stop);
            return who;
        },
        cancellationToken: cancellationToken);
}
