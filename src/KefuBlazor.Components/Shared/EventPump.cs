using System.Collections.Concurrent;

namespace KefuBlazor.Components.Shared;

/// <summary>
/// Takes events on any thread and applies them in batches on the circuit's dispatcher, at most one batch per <see cref="Interval"/>, so
/// that a burst is one render.
/// </summary>
public sealed class EventPump : IDisposable
{
    /// <summary>How long events gather before they are applied.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<object> _events = new();
    private readonly Func<Func<Task>, Task> _dispatch;
    private readonly Action<IReadOnlyList<object>> _apply;
    private readonly ITimer _timer;
    private int _armed;

    /// <summary>
    /// Make it within the circuit: the timer keeps the execution context it was made in, and with it the language of this circuit, whoever
    /// posts an event.
    /// </summary>
    /// <param name="clock">Times the batches.</param>
    /// <param name="dispatch">Runs work on the circuit's dispatcher, and takes care of what it throws.</param>
    /// <param name="apply">Applies a batch; called on the dispatcher.</param>
    public EventPump(TimeProvider clock, Func<Func<Task>, Task> dispatch, Action<IReadOnlyList<object>> apply)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _dispatch = dispatch;
        _apply = apply;
        _timer = clock.CreateTimer(OnTimer, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Queues an event and returns at once.</summary>
    public void Post(object @event)
    {
        _events.Enqueue(@event);
        if (Interlocked.Exchange(ref _armed, 1) == 0)
            _timer.Change(Interval, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private void OnTimer(object? state)
    {
        Volatile.Write(ref _armed, 0);
        _ = _dispatch(Drain);
    }

    private Task Drain()
    {
        var batch = new List<object>();
        while (_events.TryDequeue(out var @event))
            batch.Add(@event);

        if (batch.Count > 0)
            _apply(batch);

        return Task.CompletedTask;
    }
}
