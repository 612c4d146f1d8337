using KefuBlazor.Core.Storage.Redis;
using Microsoft.Extensions.Time.Testing;

namespace KefuBlazor.Core.Tests.Storage.Redis;

public sealed class RedisClockTests
{
    private static readonly DateTimeOffset Right = new(2026, 1, 18, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void GetUtcNow_OwnClockWrongByAnHour_IsRedissAndGoesOn(int hours)
    {
        var own = new FakeTimeProvider(Right.AddHours(hours));
        var clock = new RedisClock(own);
        clock.Set(Right, own.GetUtcNow());
        own.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Right.AddSeconds(5), clock.GetUtcNow());
    }

    [Fact]
    public void GetUtcNow_DifferenceOfTheWay_IsOwn()
    {
        var own = new FakeTimeProvider(Right);
        var clock = new RedisClock(own);
        clock.Set(Right.AddSeconds(-1), Right);
        Assert.Equal(Right, clock.GetUtcNow());
    }
}
