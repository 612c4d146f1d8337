using KefuBlazor.Core.Customers;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

public abstract class CustomerStoreContract : StoreContract
{
    private ICustomerStore Store => Core.Get<ICustomerStore>();

    [Fact]
    public async Task FindByTokenAsync_KnownHash_IsTheCustomer()
    {
        var customer = await AddAsync("customer_a", "hash-a");
        await AddAsync("customer_b", "hash-b");
        Assert.Equal(customer, await Store.FindByTokenAsync("hash-a", default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HASH-A")]
    [InlineData("hash-a ")]
    [InlineData("hash-%")]
    public async Task FindByTokenAsync_AnyOtherHash_IsNull(string hash)
    {
        await AddAsync("customer_a", "hash-a");
        Assert.Null(await Store.FindByTokenAsync(hash, default));
    }

    [Fact]
    public async Task AddAsync_TakenId_IsUnauthenticatedAndLeavesTheFirst()
    {
        var first = await AddAsync("customer_a", "hash-a");
        var second = await Store.AddAsync(New("customer_a"), "hash-b", default);
        Assert.Equal(ErrorCode.Unauthenticated, second.Error?.Code);
        Assert.Equal(first, await Store.FindByTokenAsync("hash-a", default));
        Assert.Null(await Store.FindByTokenAsync("hash-b", default));
    }

    [Fact]
    public async Task AddAsync_IdsThatDifferInCase_AreTwo()
    {
        await AddAsync("customer_a", "hash-a");
        Assert.True((await Store.AddAsync(New("customer_A"), "hash-b", default)).Succeeded);
    }

    [Fact]
    public async Task AddAsync_SameIdTwentyTimesAtOnce_HasOneWinner()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            Task.Run(() => Store.AddAsync(New("customer_a"), "hash-" + n, default))));
        Assert.Single(added, result => result.Succeeded);
        Assert.Equal(19, added.Count(result => result.Error?.Code == ErrorCode.Unauthenticated));
    }

    private async Task<Customer> AddAsync(string id, string hash) => (await Store.AddAsync(New(id), hash, default)).Value;

    private Customer New(string id) => new(id, "访客 " + id, Core.Time.GetUtcNow());
}
