using KefuBlazor.Core.Limits;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

public abstract class RateLimiterContract : StoreContract
{
    private static readonly RateKey Key = new("send", "customer_a");

    /// <summary>Long enough that no bucket fills noticeably while a test takes from it.</summary>
    private protected virtual TimeSpan Window => TimeSpan.FromSeconds(10);

    private protected virtual int ManySubjects => 25_000;

    private IRateLimiter Limiter => Core.Get<IRateLimiter>();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(50)]
    public async Task Take_AsOftenAsTheLimit_IsAllowedAndThenNot(int limit)
    {
        for (var n = 0; n < limit; n++)
            Assert.True((await Limiter.TakeAsync(Key, limit, Window)).Allowed);
        var refused = await Limiter.TakeAsync(Key, limit, Window);
        Assert.False(refused.Allowed);
        Assert.InRange(refused.RetryAfter, TimeSpan.FromTicks(1), Window + TimeSpan.FromMilliseconds(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(50)]
    public async Task Take_AfterTheWaitThatItNamed_IsAllowedOnce(int limit)
    {
        await DrainAsync(Key, limit);
        var refused = await Limiter.TakeAsync(Key, limit, Window);
        await PassAsync(refused.RetryAfter);
        Assert.True((await Limiter.TakeAsync(Key, limit, Window)).Allowed);
        Assert.False((await Limiter.TakeAsync(Key, limit, Window)).Allowed);
    }

    [Fact]
    public async Task Take_AfterAWindow_IsFullAndNoFuller()
    {
        await DrainAsync(Key, 5);
        await PassAsync(Window * 10);
        for (var n = 0; n < 5; n++)
            Assert.True((await Limiter.TakeAsync(Key, 5, Window)).Allowed);
        Assert.False((await Limiter.TakeAsync(Key, 5, Window)).Allowed);
    }

    [Fact]
    public async Task Take_OtherKindOrSubject_HasABucketOfItsOwn()
    {
        await DrainAsync(Key, 2);
        Assert.True((await Limiter.TakeAsync(Key with { Subject = "customer_b" }, 2, Window)).Allowed);
        Assert.True((await Limiter.TakeAsync(Key with { Kind = "typing" }, 2, Window)).Allowed);
    }

    [Fact]
    public async Task Take_LimitZero_IsAlwaysAllowed()
    {
        for (var n = 0; n < 1000; n++)
            Assert.True((await Limiter.TakeAsync(Key, 0, Window)).Allowed);
    }

    [Fact]
    public async Task GiveBack_Taken_CanBeTakenAgain()
    {
        await DrainAsync(Key, 2);
        await Limiter.GiveBackAsync(Key);
        Assert.True((await Limiter.TakeAsync(Key, 2, Window)).Allowed);
        Assert.False((await Limiter.TakeAsync(Key, 2, Window)).Allowed);
    }

    [Fact]
    public async Task Forget_Taken_IsFull()
    {
        await DrainAsync(Key, 3);
        await Limiter.ForgetAsync(Key);
        await DrainAsync(Key, 3);
        Assert.False((await Limiter.TakeAsync(Key, 3, Window)).Allowed);
    }

    [Fact]
    public async Task GiveBack_FullOrUnknown_AddsNothing()
    {
        await Limiter.GiveBackAsync(Key);
        Assert.True((await Limiter.TakeAsync(Key, 1, Window)).Allowed);
        for (var n = 0; n < 5; n++)
            await Limiter.GiveBackAsync(Key);
        Assert.True((await Limiter.TakeAsync(Key, 1, Window)).Allowed);
        Assert.False((await Limiter.TakeAsync(Key, 1, Window)).Allowed);
    }

    [Fact]
    public async Task Take_ManyAtOnce_AllowsExactlyTheLimit()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () => (await Limiter.TakeAsync(Key, 20, Window)).Allowed)));
        Assert.Equal(20, taken.Count(allowed => allowed));
    }

    [Fact]
    public async Task Take_VeryManySubjects_ForgetsNoneThatIsOverItsLimit()
    {
        await DrainAsync(Key, 1);
        for (var n = 0; n < ManySubjects; n++)
            await Limiter.TakeAsync(new RateKey("send", "customer_" + n), 1, Window);
        Assert.False((await Limiter.TakeAsync(Key, 1, Window)).Allowed);
    }

    /// <summary>Lets time pass for the buckets.</summary>
    private protected virtual Task PassAsync(TimeSpan time)
    {
        Core.Time.Advance(time);
        return Task.CompletedTask;
    }

    private async Task DrainAsync(RateKey key, int limit)
    {
        for (var n = 0; n < limit; n++)
            Assert.True((await Limiter.TakeAsync(key, limit, Window)).Allowed);
    }
}
