using KefuBlazor.Core.Agents;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

public abstract class SignInCacheContract : StoreContract
{
    private ISignInCache Cache => Core.Get<ISignInCache>();

    [Fact]
    public async Task GetAsync_Unknown_IsNull() => Assert.Null(await Cache.GetAsync("unknown"));

    [Fact]
    public async Task SetAsync_Again_IsTheLatest()
    {
        var state = New("one");
        await Cache.SetAsync(state);
        await Cache.SetAsync(state with { LastUsedAt = state.LastUsedAt.AddMinutes(1) });
        await Cache.SetAsync(New("two"));
        Assert.Equal(state with { LastUsedAt = state.LastUsedAt.AddMinutes(1) }, await Cache.GetAsync("one"));
    }

    [Fact]
    public async Task RemoveAsync_SetAfterwards_StaysRemoved()
    {
        // A request that read the sign-in just before it ended writes it back just after.
        await Cache.SetAsync(New("one"));
        await Cache.RemoveAsync("one");
        await Cache.SetAsync(New("one"));
        Assert.Null(await Cache.GetAsync("one"));
    }

    [Fact]
    public async Task RemoveAsync_NeverSet_StaysRemovedToo()
    {
        await Cache.RemoveAsync("one");
        await Cache.SetAsync(New("one"));
        Assert.Null(await Cache.GetAsync("one"));
    }

    [Fact]
    public async Task RemoveAsync_RaceWithUses_EndsRemoved()
    {
        var ids = Enumerable.Range(0, 50).Select(n => "s" + n).ToList();
        foreach (var id in ids)
            await Cache.SetAsync(New(id));
        await Task.WhenAll(ids.Select(id => Task.WhenAll(
            Task.Run(async () =>
            {
                for (var n = 0; n < 50; n++)
                    await Cache.SetAsync(New(id));
            }),
            Task.Run(async () => await Cache.RemoveAsync(id)))));
        foreach (var id in ids)
            Assert.Null(await Cache.GetAsync(id));
    }

    private SignInState New(string id) => new(id, "kefu001", SignInKind.Token, Core.Time.GetUtcNow(), Core.Time.GetUtcNow());
}
