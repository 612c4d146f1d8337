using KefuBlazor.Core.Jobs;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

public abstract class LeaseStoreContract : StoreContract
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    private ILeaseStore Store => Core.Get<ILeaseStore>();

    [Fact]
    public async Task TryHoldAsync_TwentyHoldersAtOnce_OneHasIt()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Store.TryHoldAsync("one", "holder " + n, Duration, default)));
        Assert.Single(outcomes, outcome => outcome.Value);
    }

    [Fact]
    public async Task TryHoldAsync_ByItsHolder_RenewsIt()
    {
        Assert.True((await Store.TryHoldAsync("one", "a", Duration, default)).Value);
        Core.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.True((await Store.TryHoldAsync("one", "a", Duration, default)).Value);
        Core.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.False((await Store.TryHoldAsync("one", "b", Duration, default)).Value);
    }

    [Fact]
    public async Task TryHoldAsync_RunOut_MovesToTheNext()
    {
        await Store.TryHoldAsync("one", "a", Duration, default);
        Core.Time.Advance(Duration);
        Assert.True((await Store.TryHoldAsync("one", "b", Duration, default)).Value);
        Assert.False((await Store.TryHoldAsync("one", "a", Duration, default)).Value);
    }

    [Fact]
    public async Task ReleaseAsync_ByItsHolderOnly_FreesIt()
    {
        await Store.TryHoldAsync("one", "a", Duration, default);
        Assert.False((await Store.ReleaseAsync("one", "b", default)).Value);
        Assert.False((await Store.TryHoldAsync("one", "b", Duration, default)).Value);
        Assert.True((await Store.ReleaseAsync("one", "a", default)).Value);
        Assert.True((await Store.TryHoldAsync("one", "b", Duration, default)).Value);
    }
}
