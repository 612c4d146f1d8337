using KefuBlazor.Core.Limits;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

public abstract class RateLimiterContract : StoreContract
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly RateKey Key = new("send", "customer_a");

    private IRateLimiter Limiter => Core.Get<IRateLimiter>();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(50)]
    public void Take_AsOftenAsTheLimit_IsAllowedAndThenNot(int limit)
    {
        for (var n = 0; n < limit; n++)
            Assert.True(Limiter.Take(Key, limit, Window).Allowed);
        var refused = Limiter.Take(Key, limit, Window);
        Assert.False(refused.Allowed);
        Assert.InRange(refused.RetryAfter, TimeSpan.FromTicks(1), Window + TimeSpan.FromMilliseconds(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(50)]
    public void Take_AfterTheWaitThatItNamed_IsAllowedOnce(int limit)
    {
        Drain(Key, limit);
        var refused = Limiter.Take(Key, limit, Window);
        Core.Time.Advance(refused.RetryAfter);
        Assert.True(Limiter.Take(Key, limit, Window).Allowed);
        Assert.False(Limiter.Take(Key, limit, Window).Allowed);
    }

    [Fact]
    public void Take_AfterAWindow_IsFullAndNoFuller()
    {
        Drain(Key, 5);
        Core.Time.Advance(Window * 10);
        for (var n = 0; n < 5; n++)
            Assert.True(Limiter.Take(Key, 5, Window).Allowed);
        Assert.False(Limiter.Take(Key, 5, Window).Allowed);
    }

    [Fact]
    public void Take_OtherKindOrSubject_HasABucketOfItsOwn()
    {
        Drain(Key, 2);
        Assert.True(Limiter.Take(Key with { Subject = "customer_b" }, 2, Window).Allowed);
        Assert.True(Limiter.Take(Key with { Kind = "typing" }, 2, Window).Allowed);
    }

    [Fact]
    public void Take_LimitZero_IsAlwaysAllowed()
    {
        for (var n = 0; n < 1000; n++)
            Assert.True(Limiter.Take(Key, 0, Window).Allowed);
    }

    [Fact]
    public void GiveBack_Taken_CanBeTakenAgain()
    {
        Drain(Key, 2);
        Limiter.GiveBack(Key);
        Assert.True(Limiter.Take(Key, 2, Window).Allowed);
        Assert.False(Limiter.Take(Key, 2, Window).Allowed);
    }

    [Fact]
    public void GiveBack_FullOrUnknown_AddsNothing()
    {
        Limiter.GiveBack(Key);
        Assert.True(Limiter.Take(Key, 1, Window).Allowed);
        for (var n = 0; n < 5; n++)
            Limiter.GiveBack(Key);
        Assert.True(Limiter.Take(Key, 1, Window).Allowed);
        Assert.False(Limiter.Take(Key, 1, Window).Allowed);
    }

    [Fact]
    public async Task Take_ManyAtOnce_AllowsExactlyTheLimit()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => Limiter.Take(Key, 20, Window).Allowed)));
        Assert.Equal(20, taken.Count(allowed => allowed));
    }

    [Fact]
    public void Take_VeryManySubjects_ForgetsNoneThatIsOverItsLimit()
    {
        Drain(Key, 1);
        for (var n = 0; n < 25_000; n++)
            Limiter.Take(new RateKey("send", "customer_" + n), 1, Window);
        Assert.False(Limiter.Take(Key, 1, Window).Allowed);
    }

    private void Drain(RateKey key, int limit)
    {
        for (var n = 0; n < limit; n++)
            Assert.True(Limiter.Take(key, limit, Window).Allowed);
    }
}
