using KefuBlazor.Core.Customers;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

public abstract class CustomerStoreContract : StoreContract
{
    private static readonly CustomerDevice Device = new("Mozilla/5.0", "zh-CN");

    private ICustomerStore Store => Core.Get<ICustomerStore>();

    private INewCustomerStore NewCustomers => Core.Get<INewCustomerStore>();

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
        var second = await NewCustomers.AddAsync(new NewCustomer(New("customer_a"), "hash-b"), default);
        Assert.Equal(ErrorCode.Unauthenticated, second.Error?.Code);
        Assert.Equal(first, await Store.FindByTokenAsync("hash-a", default));
        Assert.Null(await Store.FindByTokenAsync("hash-b", default));
    }

    [Fact]
    public async Task AddAsync_IdsThatDifferInCase_AreTwo()
    {
        await AddAsync("customer_a", "hash-a");
        Assert.True((await NewCustomers.AddAsync(new NewCustomer(New("customer_A"), "hash-b"), default)).Succeeded);
    }

    [Fact]
    public async Task AddAsync_SameIdTwentyTimesAtOnce_HasOneWinner()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            Task.Run(() => NewCustomers.AddAsync(new NewCustomer(New("customer_a"), "hash-" + n), default))));
        Assert.Single(added, result => result.Succeeded);
        Assert.Equal(19, added.Count(result => result.Error?.Code == ErrorCode.Unauthenticated));
    }

    [Fact]
    public async Task FindProfileAsync_NewCustomer_HasTheirDeviceAndNothingElse()
    {
        await AddAsync("customer_a", "hash-a");
        var profile = (await Store.FindProfileAsync("customer_a", default))!;
        Assert.Equal(Device, profile.Device);
        Assert.False(profile.IsVerified);
        Assert.Null(profile.Email);
        Assert.Empty(profile.Attributes);
        Assert.Empty(profile.Pages);
        Assert.Null(await Store.FindProfileAsync("customer_b", default));
    }

    [Fact]
    public async Task SetDeviceAsync_SameOrAnother_SaysWhetherItChanged()
    {
        await AddAsync("customer_a", "hash-a");
        Assert.False((await Store.SetDeviceAsync("customer_a", Device, default)).Value);
        Assert.True((await Store.SetDeviceAsync("customer_a", new CustomerDevice(null, "en"), default)).Value);
        Assert.Equal(new CustomerDevice(null, "en"), (await Store.FindProfileAsync("customer_a", default))!.Device);
        Assert.False((await Store.SetDeviceAsync("customer_b", Device, default)).Value);
    }

    [Fact]
    public async Task AddPageAsync_MoreThanAreKept_ForgetsTheOldest()
    {
        await AddAsync("customer_a", "hash-a");
        await AddAsync("customer_b", "hash-b");
        await Store.AddPageAsync("customer_b", Page(99), 3, default);
        for (var n = 1; n <= 5; n++)
            Assert.True((await Store.AddPageAsync("customer_a", Page(n), 3, default)).Value);
        Assert.Equal([Page(5), Page(4), Page(3)], (await Store.FindProfileAsync("customer_a", default))!.Pages);
        Assert.Equal([Page(99)], (await Store.FindProfileAsync("customer_b", default))!.Pages);
    }

    [Fact]
    public async Task AddPageAsync_WhereTheyAreAlready_AddsNothing()
    {
        await AddAsync("customer_a", "hash-a");
        await Store.AddPageAsync("customer_a", Page(1), 3, default);
        Assert.False((await Store.AddPageAsync("customer_a", Page(1) with { At = Page(1).At.AddHours(1) }, 3, default)).Value);
        Assert.True((await Store.AddPageAsync("customer_a", Page(2), 3, default)).Value);
        Assert.True((await Store.AddPageAsync("customer_a", Page(1), 3, default)).Value);
        Assert.Equal(3, (await Store.FindProfileAsync("customer_a", default))!.Pages.Count);
    }

    [Fact]
    public async Task AddPageAsync_TwentyAtOnce_KeepsAsManyAsAreKept()
    {
        await AddAsync("customer_a", "hash-a");
        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => Store.AddPageAsync("customer_a", Page(n), 5, default))));
        Assert.All(added.Where(result => !result.Succeeded), result => Assert.Equal(ErrorCode.Unavailable, result.Error!.Code));
        Assert.InRange((await Store.FindProfileAsync("customer_a", default))!.Pages.Count, 1, 5);
    }

    [Fact]
    public async Task FindManyAsync_SomeKnownSomeNot_HasTheNewestPageOfEach()
    {
        await AddAsync("customer_a", "hash-a");
        await AddAsync("customer_b", "hash-b");
        await Store.AddPageAsync("customer_a", Page(1), 3, default);
        await Store.AddPageAsync("customer_a", Page(2), 3, default);
        var found = await Store.FindManyAsync(["customer_b", "customer_a", "customer_c"], default);
        Assert.Equal(2, found.Count);
        Assert.Equal([Page(2)], found.Single(profile => profile.Id == "customer_a").Pages);
        Assert.Empty(found.Single(profile => profile.Id == "customer_b").Pages);
    }

    private PageView Page(int n) => new($"https://shop.example/{n}", "页 " + n, n == 1 ? "https://search.example/" : null, Core.Time.GetUtcNow());

    private async Task<Customer> AddAsync(string id, string hash) => (await NewCustomers.AddAsync(new NewCustomer(New(id), hash), default)).Value;

    private Customer New(string id) => new(id, "访客 " + id, Core.Time.GetUtcNow()) { Device = Device };
}
