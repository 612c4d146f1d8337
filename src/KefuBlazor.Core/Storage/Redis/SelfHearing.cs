namespace KefuBlazor.Core.Storage.Redis;

/// <summary>Whether this node's own words come back to it: if not, it hears nobody else either, whatever the client says of its connection.</summary>
internal sealed class SelfHearing(TimeSpan silentFor, TimeProvider time)
{
    private readonly Lock _lock = new();
    private long? _heardAt;

    public bool IsHeard
    {
        get
        {
            lock (_lock)
                return _heardAt is not null;
        }
    }

    /// <summary>A word of its own came.</summary>
    /// <returns>Whether it was not heard before.</returns>
    public bool Hear()
    {
        lock (_lock)
        {
            var first = _heardAt is null;
            _heardAt = time.GetTimestamp();
            return first;
        }
    }

    /// <summary>Looks whether it has been silent for too long.</summary>
    /// <returns>Whether it was heard until now.</returns>
    public bool ForgetIfSilent()
    {
        lock (_lock)
            return _heardAt is { } at && time.GetElapsedTime(at) >= silentFor && ForgetLocked();
    }

    /// <summary>The connection that words come by broke.</summary>
    /// <returns>Whether it was heard until now.</returns>
    public bool Forget()
    {
        lock (_lock)
            return ForgetLocked();
    }

    private bool ForgetLocked()
    {
        var was = _heardAt is not null;
        _heardAt = null;
        return was;
    }
}
