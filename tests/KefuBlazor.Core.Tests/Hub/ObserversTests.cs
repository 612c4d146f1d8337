using KefuBlazor.Core.Hub;

namespace KefuBlazor.Core.Tests.Hub;

public sealed class ObserversTests
{
    private readonly Observers _observers = new();

    [Fact]
    public void Current_TakenBeforeOthersComeAndGo_StaysAsItWas()
    {
        var (first, second, third) = (Named(), Named(), Named());
        _observers.TryAdd(first);
        _observers.TryAdd(second);
        var before = _observers.Current;

        _observers.Remove(first);
        _observers.TryAdd(third);

        Assert.Equal([first, second], before.ToArray());
        Assert.Equal([second, third], _observers.Current.ToArray());
    }

    [Fact]
    public void TryAdd_TheSameTwice_IsThereTwiceAndRemovedOnce()
    {
        var observer = Named();
        _observers.TryAdd(observer);
        _observers.TryAdd(observer);

        Assert.False(_observers.Remove(observer));
        Assert.Equal([observer], _observers.Current.ToArray());
    }

    [Fact]
    public void TryAdd_AfterTheLastHasGone_IsRefused()
    {
        var observer = Named();
        _observers.TryAdd(observer);

        Assert.True(_observers.Remove(observer));
        Assert.False(_observers.TryAdd(Named()));
        Assert.False(_observers.Remove(observer));
    }

    [Fact]
    public async Task TryAdd_ManyAtOnceWhileOthersLook_LosesNobodyAndShowsNoGap()
    {
        var all = Enumerable.Range(0, 2000).Select(_ => Named()).ToArray();
        using var done = new CancellationTokenSource();
        var looking = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
                Assert.DoesNotContain(null!, _observers.Current.ToArray());
        });
        _observers.TryAdd(Named());

        await Parallel.ForEachAsync(all, (observer, _) =>
        {
            Assert.True(_observers.TryAdd(observer));
            if (Array.IndexOf(all, observer) % 2 == 0)
                _observers.Remove(observer);
            return ValueTask.CompletedTask;
        });

        await done.CancelAsync();
        await looking;
        Assert.Equal(all.Length / 2 + 1, _observers.Current.Length);
    }

    // Each call makes another delegate, which equals no other.
    private static Action<object> Named()
    {
        var name = new object();
        return @event => GC.KeepAlive((name, @event));
    }
}
