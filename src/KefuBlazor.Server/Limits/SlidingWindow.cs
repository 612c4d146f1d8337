namespace KefuBlazor.Server.Limits;

/// <summary>Counts, for each key, what happened within the time just past.</summary>
/// <typeparam name="TKey">What is counted apart: an address, a name.</typeparam>
internal sealed class SlidingWindow<TKey>(TimeProvider time, TimeSpan length)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Queue<long>> _hits = [];
    private long _sweptAt = time.GetTimestamp();

    /// <summary>Counts one more.</summary>
    /// <param name="key">Of what.</param>
    /// <param name="limit">How many there may be; 0: any number.</param>
    /// <returns>Null if it was counted; else how long it takes until there is room, and nothing was counted.</returns>
    public TimeSpan? TryTake(TKey key, int limit)
    {
        if (limit == 0)
            return null;

        lock (_lock)
        {
            var now = time.GetTimestamp();
            Sweep(now);
            if (!_hits.TryGetValue(key, out var hits))
                _hits.Add(key, hits = new Queue<long>());

            Trim(hits, now);
            if (hits.Count >= limit)
                return length - time.GetElapsedTime(hits.Peek(), now);

            hits.Enqueue(now);
            return null;
        }
    }

    /// <summary>Takes one back that did not count after all.</summary>
    public void GiveBack(TKey key)
    {
        lock (_lock)
        {
            if (_hits.TryGetValue(key, out var hits) && hits.TryDequeue(out _) && hits.Count == 0)
                _hits.Remove(key);
        }
    }

    /// <summary>Forgets all of one key.</summary>
    public void Forget(TKey key)
    {
        lock (_lock)
            _hits.Remove(key);
    }

    private void Trim(Queue<long> hits, long now)
    {
        while (hits.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) >= length)
            hits.Dequeue();
    }

    // Once a window: what nobody asks about any more would otherwise stay for ever.
    private void Sweep(long now)
    {
        if (time.GetElapsedTime(_sweptAt, now) < length)
            return;

        _sweptAt = now;
        foreach (var (key, hits) in _hits)
        {
            Trim(hits, now);
            if (hits.Count == 0)
                _hits.Remove(key);
        }
    }
}
