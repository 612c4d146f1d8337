using KefuBlazor.Core.Customers;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Tests.Customers;

public sealed class CustomerServiceTests : IAsyncLifetime
{
    private CoreHost _core = null!;

    private ICustomerService Customers => _core.Get<ICustomerService>();

    public async Task InitializeAsync() => _core = await CoreHost.StartAsync();

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public void Create_TenThousandTokens_AreAllDifferentAndLong()
    {
        var tokens = Enumerable.Range(0, 10_000).Select(_ => SecretToken.Create()).ToHashSet();
        Assert.Equal(10_000, tokens.Count);
        Assert.All(tokens, token => Assert.Matches("^[A-Za-z0-9_-]{43}$", token)); // 256 bits
        Assert.Equal(10_000, tokens.Select(SecretToken.Hash).Distinct().Count());
    }

    [Fact]
    public async Task AuthenticateAsync_OwnToken_IsTheCustomer()
    {
        var registered = (await Customers.RegisterAsync(null, "zh-CN")).Value;
        Assert.Equal(registered.Customer, await Customers.AuthenticateAsync(registered.VisitorToken));
    }

    [Fact]
    public async Task AuthenticateAsync_AnyBitOfTheTokenFlipped_IsNobody()
    {
        var token = (await Customers.RegisterAsync(null, null)).Value.VisitorToken;
        for (var index = 0; index < token.Length; index++)
        {
            for (var bit = 0; bit < 7; bit++)
            {
                var flipped = token.ToCharArray();
                flipped[index] ^= (char)(1 << bit);
                Assert.Null(await Customers.AuthenticateAsync(new string(flipped)));
            }
        }
    }

    [Fact]
    public async Task AuthenticateAsync_WhatIsNoToken_IsNobody()
    {
        var registered = (await Customers.RegisterAsync(null, null)).Value;
        string[] wrong =
        [
            string.Empty, " ", registered.Customer.Id, SecretToken.Hash(registered.VisitorToken), registered.VisitorToken + " ",
            registered.VisitorToken[..^1], registered.VisitorToken.ToUpperInvariant(), "\0", "\ud800", "' or 1=1 --", new('a', 10_000),
        ];
        foreach (var token in wrong)
            Assert.Null(await Customers.AuthenticateAsync(token));
    }

    [Fact]
    public async Task RegisterAsync_Token_IsNowhereInTheDatabase()
    {
        var token = (await Customers.RegisterAsync(null, null)).Value.VisitorToken;
        await using (var context = await _core.OpenContextAsync())
            await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        var file = await File.ReadAllBytesAsync(Path.Combine(_core.Folder, "kefu.db"));
        Assert.Equal(-1, file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(token)));
        Assert.NotEqual(-1, file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(SecretToken.Hash(token))));
    }

    [Theory]
    [InlineData("customer_a")]
    [InlineData("customer_A-Z_09")]
    public async Task RegisterAsync_IdOfTheRightForm_IsKept(string id) =>
        Assert.Equal(id, (await Customers.RegisterAsync(id, null)).Value.Customer.Id);

    [Fact]
    public async Task RegisterAsync_LongestId_IsKept()
    {
        var id = "customer_" + new string('a', 64);
        Assert.Equal(id, (await Customers.RegisterAsync(id, null)).Value.Customer.Id);
        Assert.Equal(ErrorCode.BadRequest, (await Customers.RegisterAsync(id + "a", null)).Error?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("customer_")]
    [InlineData("customer")]
    [InlineData("Customer_a")]
    [InlineData("kefu001")]
    [InlineData("customer_a b")]
    [InlineData("customer_a\n")]
    [InlineData("\ncustomer_a")]
    [InlineData("customer_a\0")]
    [InlineData("customer_é")]
    [InlineData("customer_客")]
    [InlineData("customer_１")]
    [InlineData("customer_'or'1'='1")]
    [InlineData("xcustomer_a")]
    public async Task RegisterAsync_IdOfTheWrongForm_IsABadRequest(string id) =>
        Assert.Equal(ErrorCode.BadRequest, (await Customers.RegisterAsync(id, null)).Error?.Code);

    [Fact]
    public async Task RegisterAsync_TakenId_IsUnauthenticatedAndTheFirstKeepsIt()
    {
        var first = (await Customers.RegisterAsync("customer_a", null)).Value;
        Assert.Equal(ErrorCode.Unauthenticated, (await Customers.RegisterAsync("customer_a", null)).Error?.Code);
        Assert.Equal(first.Customer, await Customers.AuthenticateAsync(first.VisitorToken));
    }

    [Fact]
    public async Task RegisterAsync_WithoutId_MakesIdsThatDiffer()
    {
        var ids = new HashSet<string>();
        for (var n = 0; n < 50; n++)
            Assert.True(ids.Add((await Customers.RegisterAsync(null, null)).Value.Customer.Id));
    }

    [Theory]
    [InlineData(null, "访客 CDEF")]
    [InlineData("zh", "访客 CDEF")]
    [InlineData("zh-TW", "访客 CDEF")]
    [InlineData("en-GB", "Visitor CDEF")]
    [InlineData("fr", "Visitor CDEF")]
    public async Task RegisterAsync_Language_NamesANamelessVisitor(string? language, string name) =>
        Assert.Equal(name, (await Customers.RegisterAsync("customer_abcdef", language)).Value.Customer.Name);

    [Fact]
    public async Task RegisterAsync_ShortId_HasANameToo() =>
        Assert.Equal("Visitor A", (await Customers.RegisterAsync("customer_a", "en")).Value.Customer.Name);
}
