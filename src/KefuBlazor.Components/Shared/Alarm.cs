namespace KefuBlazor.Components.Shared;

/// <summary>Rings once at the earliest of the times it was set to, on any thread.</summary>
public sealed class Alarm : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private DateTimeOffset? _at;

    public Alarm(TimeProvider clock, Action ring)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _clock = clock;
        _timer = clock.CreateTimer(_ => Ring(ring), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Makes sure that it rings no later than then.</summary>
    public void RingBy(DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_at <= at)
                return;

            _at = at;
            var due = at - _clock.GetUtcNow();
            _timer.Change(due < TimeSpan.Zero ? TimeSpan.Zero : due, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Ring(Action ring)
    {
        lock (_gate)
            _at = null;

        ring();
    }
}
