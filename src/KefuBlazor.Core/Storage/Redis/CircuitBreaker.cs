namespace KefuBlazor.Core.Storage.Redis;

/// <summary>
/// After some failures in a row nobody is let through for a while, then one, whose luck decides for all. So a server that hangs costs each
/// caller its time-out a few times, and not at every call.
/// </summary>
internal sealed class CircuitBreaker(int breakAfter, TimeSpan breakFor, TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _failures;
    private long? _openedAt;

    /// <summary>Whether nobody is let through, or only one who tries.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
                return _openedAt is not null;
        }
    }

    /// <summary>Whether a call may be made. Who is let in says afterwards how it went.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_openedAt is not { } openedAt)
                return true;
            if (time.GetElapsedTime(openedAt) < breakFor)
                return false;
            _openedAt = time.GetTimestamp(); // This one tries; the others wait for as long again.
            return true;
        }
    }

    /// <summary>A call succeeded.</summary>
    /// <returns>Whether it had been open.</returns>
    public bool Succeeded()
    {
        lock (_lock)
        {
            var wasOpen = _openedAt is not null;
            _failures = 0;
            _openedAt = null;
            return wasOpen;
        }
    }

    /// <summary>A call failed.</summary>
    /// <returns>Whether this opened it.</returns>
    public bool Failed()
    {
        lock (_lock)
        {
            if (++_failures < breakAfter)
                return false;
            var opens = _openedAt is null;
            _openedAt = time.GetTimestamp();
            return opens;
        }
    }
}
