using System.Net;
using KefuBlazor.Server.Limits;
using Microsoft.Extensions.Time.Testing;

namespace KefuBlazor.Server.Tests.Limits;

public sealed class SlidingWindowTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void TryTake_OverTheLimit_TellsWhenThereIsRoom()
    {
        var window = new SlidingWindow<string>(_time, TimeSpan.FromMinutes(1));
        Assert.Null(window.TryTake("a", 2));
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(window.TryTake("a", 2));

        Assert.Equal(TimeSpan.FromSeconds(40), window.TryTake("a", 2));
        Assert.Null(window.TryTake("b", 2));
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(window.TryTake("a", 2));
        Assert.Equal(TimeSpan.FromSeconds(20), window.TryTake("a", 2));
    }

    [Fact]
    public void TryTake_WithoutALimit_NeverRefuses()
    {
        var window = new SlidingWindow<string>(_time, TimeSpan.FromMinutes(1));
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.Null(window.TryTake("a", 0)));
    }

    [Fact]
    public void GiveBack_MakesRoom()
    {
        var window = new SlidingWindow<string>(_time, TimeSpan.FromMinutes(1));
        Assert.Null(window.TryTake("a", 1));
        window.GiveBack("a");
        Assert.Null(window.TryTake("a", 1));
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    public void Bucket_OfAnAddress_IsTheSubscribers(string address, string bucket) =>
        Assert.Equal(IPAddress.Parse(bucket), ClientAddress.Bucket(IPAddress.Parse(address)));
}
