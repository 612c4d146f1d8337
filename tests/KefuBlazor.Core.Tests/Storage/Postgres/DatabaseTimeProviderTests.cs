using KefuBlazor.Core.Storage.Postgres;
using Microsoft.Extensions.Time.Testing;

namespace KefuBlazor.Core.Tests.Storage.Postgres;

public sealed class DatabaseTimeProviderTests
{
    private static readonly DateTimeOffset Right = new(2026, 1, 18, 9, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _machine = new(Right.AddHours(1));
    private readonly DatabaseTimeProvider _time;

    public DatabaseTimeProviderTests() => _time = new DatabaseTimeProvider(_machine);

    [Fact]
    public void GetUtcNow_BeforeTheDatabaseWasAsked_IsTheMachines() => Assert.Equal(Right.AddHours(1), _time.GetUtcNow());

    [Fact]
    public void GetUtcNow_Afterwards_IsTheDatabasesAndGoesOn()
    {
        Assert.Equal(TimeSpan.FromHours(-1), _time.Set(Sample(Right)));
        _machine.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Right.AddSeconds(5), _time.GetUtcNow());
    }

    [Fact]
    public void Set_OfASampleThatWasTakenAWhileAgo_CountsTheWhile()
    {
        var sample = Sample(Right);
        _machine.Advance(TimeSpan.FromSeconds(2));
        _time.Set(sample);
        Assert.Equal(Right.AddSeconds(2), _time.GetUtcNow());
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-30)]
    public void Set_ThatMayBeWrongByMoreThanItDiffers_ChangesNothing(int milliseconds)
    {
        _time.Set(Sample(Right));
        Assert.Equal(TimeSpan.Zero, _time.Set(Sample(Right.AddMilliseconds(milliseconds), error: TimeSpan.FromMilliseconds(40))));
        Assert.Equal(Right, _time.GetUtcNow());
    }

    [Fact]
    public void Set_ThatIsALittleBack_StandsStillUntilThen()
    {
        _time.Set(Sample(Right));
        _time.Set(Sample(Right.AddMilliseconds(-30)));
        Assert.Equal(Right, _time.GetUtcNow());
        _machine.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal(Right, _time.GetUtcNow());
        _machine.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal(Right.AddMilliseconds(10), _time.GetUtcNow());
    }

    [Theory]
    [InlineData(40)]
    [InlineData(3600_000)]
    [InlineData(-3600_000)]
    public void Set_ThatIsAhead_OrFarBack_IsFollowedAtOnce(int milliseconds)
    {
        _time.Set(Sample(Right));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), _time.Set(Sample(Right.AddMilliseconds(milliseconds))));
        Assert.Equal(Right.AddMilliseconds(milliseconds), _time.GetUtcNow());
    }

    [Fact]
    public void CreateTimer_OnAMachineThatIsSetBack_FiresByMonotonicTime()
    {
        var fired = 0;
        using var timer = _time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        _time.Set(Sample(Right));
        _machine.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(2, fired);
    }

    private ClockSample Sample(DateTimeOffset utc, TimeSpan error = default) => new(utc, _machine.GetTimestamp(), error);
}
