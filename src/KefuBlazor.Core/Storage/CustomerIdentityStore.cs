using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Storage;

/// <summary>The same for every provider; what it needs to itself are the customers whom it concerns, and their open conversations.</summary>
internal sealed class CustomerIdentityStore(IDbContextFactory<KefuDbContext> contexts, IWriteQueue writes, IOptions<CustomerOptions> options)
    : ICustomerIdentityStore
{
    private const int MostTries = 5;

    private static readonly Error NobodyAnyMore = new(ErrorCode.Unauthenticated, "The customer has become another; their token counts no more.");
    private static readonly Error HolderChanged = new(ErrorCode.Conflict, "Another customer was given the id meanwhile.");

    public async Task<Result<IdentityChange>> IdentifyAsync(
        string customerId, Identification who, FreshIdentity fresh, Action<IdentityChange> committed, CancellationToken cancellationToken)
    {
        // Whom it concerns must be known before they can be kept from changing; who came first meanwhile is seen the next time.
        for (var tries = 1; ; tries++)
        {
            var holderId = await FindHolderAsync(who.ExternalId, cancellationToken);
            var scope = WriteScope.Customers(holderId is null || holderId == customerId ? [customerId] : [customerId, holderId]);
            var result = await writes.WriteAsync(
                scope, (context, stop) => IdentifyAsync(context, customerId, holderId, who, fresh, stop), committed, cancellationToken);
            if (result.Error != HolderChanged || tries == MostTries)
                return result;
        }
    }

    public Task<Result<IdentityChange>> NoteContactAsync(
        string customerId, Identification contact, Action<IdentityChange> committed, CancellationToken cancellationToken) =>
        writes.WriteAsync<IdentityChange>(
            WriteScope.Customers(customerId),
            async (context, stop) => await context.Customers.SingleOrDefaultAsync(row => row.Id == customerId, stop) switch
            {
                null or { MergedInto: not null } => NobodyAnyMore,
                var me => await KeepUnsignedAsync(context, me, contact, stop),
            },
            committed,
            cancellationToken);

    private async Task<string?> FindHolderAsync(string? externalId, CancellationToken cancellationToken)
    {
        if (externalId is null)
            return null;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Customers.Where(row => row.ExternalId == externalId).Select(row => row.Id).SingleOrDefaultAsync(cancellationToken);
    }

    private async Task<Result<IdentityChange>> IdentifyAsync(
        KefuDbContext context, string customerId, string? holderId, Identification who, FreshIdentity fresh, CancellationToken stop)
    {
        var me = await context.Customers.SingleOrDefaultAsync(row => row.Id == customerId, stop);
        if (me is null or { MergedInto: not null })
            return NobodyAnyMore;
        if (who.ExternalId is null)
            return await KeepUnsignedAsync(context, me, who, stop);

        var holder = await context.Customers.SingleOrDefaultAsync(row => row.ExternalId == who.ExternalId, stop);
        if (holder?.Id != holderId)
            return HolderChanged;
        if (holder is null && me.ExternalId is not null)
            return await AddAsync(context, me, who, fresh, stop);
        if (holder is null || holder == me)
        {
            me.ExternalId = who.ExternalId;
            return await KeepAsync(context, me, who, stop);
        }

        return await BecomeAsync(context, me, holder, who, fresh, stop);
    }

    /// <summary>What a browser alone says stands only until the site has said who this is.</summary>
    private async Task<Result<IdentityChange>> KeepUnsignedAsync(
        KefuDbContext context, CustomerRow me, Identification who, CancellationToken stop) =>
        me.ExternalId is null ? await KeepAsync(context, me, who, stop) : new IdentityChange(ToCustomer(me), IsAnother: false);

    /// <summary>The same customer, better known.</summary>
    private async Task<Result<IdentityChange>> KeepAsync(KefuDbContext context, CustomerRow me, Identification who, CancellationToken stop)
    {
        var name = me.Name;
        if (CustomerProfiles.Apply(me, who, options.Value) is { } tooMuch)
            return tooMuch;
        var changed = context.ChangeTracker.HasChanges();
        await context.SaveChangesAsync(stop);
        return new IdentityChange(ToCustomer(me), IsAnother: false)
        {
            Changed = changed,
            Open = name == me.Name ? null : await CustomerMerge.FindOpenAsync(context, me.Id, stop),
        };
    }

    /// <summary>Another person on the same browser, whom nobody has seen yet.</summary>
    private async Task<Result<IdentityChange>> AddAsync(
        KefuDbContext context, CustomerRow before, Identification who, FreshIdentity fresh, CancellationToken stop)
    {
        var row = new CustomerRow
        {
            Id = fresh.Id,
            Name = CustomerService.NameFor(fresh.Id, before.Language),
            TokenHash = fresh.TokenHash,
            CreatedAt = fresh.At,
            ExternalId = who.ExternalId,
            UserAgent = before.UserAgent,
            Language = before.Language,
        };
        if (CustomerProfiles.Apply(row, who, options.Value) is { } tooMuch)
            return tooMuch;
        context.Customers.Add(row);
        await context.SaveChangesAsync(stop);
        return new IdentityChange(ToCustomer(row), IsAnother: true) { Changed = true };
    }

    /// <summary>Somebody who is known already, come back on another browser or after they wrote unnamed.</summary>
    private async Task<Result<IdentityChange>> BecomeAsync(
        KefuDbContext context, CustomerRow me, CustomerRow holder, Identification who, FreshIdentity fresh, CancellationToken stop)
    {
        // Who had another id of the site's was another person: nothing of theirs is anybody else's.
        var merge = me.ExternalId is null ? new CustomerMerge(context, me, holder, fresh.At) : null;
        merge?.FillGaps();
        if (CustomerProfiles.Apply(holder, who, options.Value) is { } tooMuch)
        {
            context.ChangeTracker.Clear();
            return tooMuch;
        }

        context.VisitorTokens.Add(new VisitorTokenRow { TokenHash = fresh.TokenHash, CustomerId = holder.Id, CreatedAt = fresh.At });
        await context.SaveChangesAsync(stop);
        await ForgetOldTokensAsync(context, holder.Id, stop);
        var change = new IdentityChange(ToCustomer(holder), IsAnother: true) { Changed = true };
        return merge is null ? change : await merge.RunAsync(change, stop);
    }

    private async Task ForgetOldTokensAsync(KefuDbContext context, string customerId, CancellationToken stop)
    {
        if (options.Value.TokensKept == 0)
            return;
        var oldest = await context.VisitorTokens
            .Where(row => row.CustomerId == customerId)
            .OrderByDescending(row => row.Id)
            .Select(row => row.Id)
            .Take(options.Value.TokensKept)
            .MinAsync(stop);
        await context.VisitorTokens.Where(row => row.CustomerId == customerId && row.Id < oldest).ExecuteDeleteAsync(stop);
    }

    private static Customer ToCustomer(CustomerRow row) => new(row.Id, row.Name, row.CreatedAt);
}
