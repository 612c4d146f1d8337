using KefuBlazor.Core.Storage.Redis;
using Microsoft.Extensions.Time.Testing;

namespace KefuBlazor.Core.Tests.Storage.Redis;

public sealed class CircuitBreakerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CircuitBreaker _breaker;

    public CircuitBreakerTests() => _breaker = new CircuitBreaker(3, TimeSpan.FromSeconds(1), _time);

    [Fact]
    public void TryEnter_FailuresWithASuccessBetween_LetsIn()
    {
        _breaker.Failed();
        _breaker.Failed();
        _breaker.Succeeded();
        _breaker.Failed();
        Assert.False(_breaker.Failed());
        Assert.True(_breaker.TryEnter());
    }

    [Fact]
    public void TryEnter_AsManyFailuresInARow_LetsNobodyInAndThenOne()
    {
        Open();
        Assert.False(_breaker.TryEnter());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_breaker.TryEnter());
        Assert.False(_breaker.TryEnter());
    }

    [Fact]
    public void Failed_WhoTried_ClosesTheDoorForAsLongAgain()
    {
        Open();
        _time.Advance(TimeSpan.FromSeconds(1));
        _breaker.TryEnter();
        Assert.False(_breaker.Failed()); // It was open already.
        Assert.False(_breaker.TryEnter());
    }

    [Fact]
    public void Succeeded_WhoTried_LetsAllInAndCountsFromNothing()
    {
        Open();
        _time.Advance(TimeSpan.FromSeconds(1));
        _breaker.TryEnter();
        Assert.True(_breaker.Succeeded());
        Assert.True(_breaker.TryEnter());
        Assert.False(_breaker.Failed());
        Assert.True(_breaker.TryEnter());
    }

    private void Open()
    {
        _breaker.Failed();
        _breaker.Failed();
        Assert.True(_breaker.Failed());
    }
}
