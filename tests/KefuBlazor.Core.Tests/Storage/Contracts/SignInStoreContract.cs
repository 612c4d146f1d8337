using KefuBlazor.Core.Agents;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

public abstract class SignInStoreContract : StoreContract
{
    private ISignInStore Store => Core.Get<ISignInStore>();

    [Theory]
    [InlineData(SignInKind.Token)]
    [InlineData(SignInKind.Browser)]
    [InlineData(SignInKind.RememberedBrowser)]
    public async Task FindAsync_Added_IsAsItWas(SignInKind kind)
    {
        var added = await AddAsync("one", kind);
        Assert.Equal(added, await Store.FindAsync("one", default));
        Assert.Null(await Store.FindAsync("ONE", default));
    }

    [Fact]
    public async Task SetLastUsedAsync_Later_MovesForward()
    {
        var added = await AddAsync("one");
        await Store.SetLastUsedAsync("one", added.LastUsedAt.AddMinutes(5), default);
        Assert.Equal(added.LastUsedAt.AddMinutes(5), (await Store.FindAsync("one", default))!.LastUsedAt);
        Assert.Equal(added.IssuedAt, (await Store.FindAsync("one", default))!.IssuedAt);
    }

    [Fact]
    public async Task SetLastUsedAsync_Earlier_StaysWhereItIs()
    {
        // Two nodes write the same sign-in's last use; the older one may come last.
        var added = await AddAsync("one");
        await Store.SetLastUsedAsync("one", added.LastUsedAt.AddMinutes(5), default);
        await Store.SetLastUsedAsync("one", added.LastUsedAt.AddMinutes(2), default);
        Assert.Equal(added.LastUsedAt.AddMinutes(5), (await Store.FindAsync("one", default))!.LastUsedAt);
    }

    [Fact]
    public async Task EndAsync_Ended_IsFoundNoMoreAndStaysSoAfterAUse()
    {
        var added = await AddAsync("one");
        await AddAsync("two");
        Assert.True((await Store.EndAsync("one", added.IssuedAt, default)).Value);
        await Store.SetLastUsedAsync("one", added.LastUsedAt.AddMinutes(5), default);
        Assert.Null(await Store.FindAsync("one", default));
        Assert.NotNull(await Store.FindAsync("two", default));
    }

    [Fact]
    public async Task EndAsync_EndedOrUnknown_ChangesNothing()
    {
        var added = await AddAsync("one");
        await Store.EndAsync("one", added.IssuedAt, default);
        Assert.False((await Store.EndAsync("one", added.IssuedAt.AddHours(1), default)).Value);
        Assert.False((await Store.EndAsync("unknown", added.IssuedAt, default)).Value);
    }

    [Fact]
    public async Task EndAllAsync_OfAnAgent_EndsTheirsThatLastAndNobodyElses()
    {
        var added = await AddAsync("one");
        await AddAsync("two", SignInKind.Browser);
        await AddAsync("over");
        await Store.EndAsync("over", added.IssuedAt, default);
        await Core.AddAgentAsync("kefu002");
        await Store.AddAsync(added with { Id = "theirs", AgentId = "kefu002" }, default);

        Assert.Equal(["one", "two"], (await Store.EndAllAsync("kefu001", added.IssuedAt, default)).Value.Order());
        Assert.Null(await Store.FindAsync("one", default));
        Assert.Null(await Store.FindAsync("two", default));
        Assert.NotNull(await Store.FindAsync("theirs", default));
    }

    private async Task<SignInState> AddAsync(string id, SignInKind kind = SignInKind.Token)
    {
        if (await Core.Get<IAgentService>().FindAsync("kefu001") is null)
            await Core.AddAgentAsync("kefu001");
        var now = Core.Time.GetUtcNow();
        var state = new SignInState(id, "kefu001", kind, now, now);
        Assert.True((await Store.AddAsync(state, default)).Succeeded);
        return state;
    }
}
