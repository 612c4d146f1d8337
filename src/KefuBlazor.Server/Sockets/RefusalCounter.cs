namespace KefuBlazor.Server.Sockets;

/// <summary>Tells when something has happened too often within ten seconds. For one connection, used by one loop.</summary>
/// <param name="time">The clock.</param>
/// <param name="limit">How often is too often; 0: never.</param>
internal sealed class RefusalCounter(TimeProvider time, int limit)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    // The times of the last `limit` refusals, oldest first; made only for those who are ever refused.
    private Queue<long>? _times;

    /// <summary>Counts one.</summary>
    /// <returns>Whether that is too often.</returns>
    public bool Add()
    {
        if (limit == 0)
            return false;

        var now = time.GetTimestamp();
        _times ??= new Queue<long>(limit);
        while (_times.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) >= Window)
            _times.Dequeue();
        _times.Enqueue(now);
        return _times.Count >= limit;
    }
}
