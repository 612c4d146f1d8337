using System.Collections.Concurrent;

namespace KefuBlazor.Core.Limits;

/// <summary>Counts in this process. Where it is the only one, that is all there is to count.</summary>
internal sealed class RateLimiter(TimeProvider time) : INodeRateLimiter, IRateLimiter
{
    /// <summary>How many buckets there may be before full ones, which say nothing, are thrown away.</summary>
    private const int SweepAbove = 10_000;

    private readonly ConcurrentDictionary<RateKey, Bucket> _buckets = new();
    private int _sweepAbove = SweepAbove;

    public RateAllowance Take(RateKey key, int limit, TimeSpan window)
    {
        if (limit == 0)
            return new RateAllowance(true, TimeSpan.Zero);
        if (_buckets.Count > _sweepAbove)
            Sweep();

        var bucket = _buckets.GetOrAdd(key, _ => new Bucket());
        lock (bucket)
        {
            bucket.Refill(time, limit, window);
            if (bucket.Left >= 1)
            {
                bucket.Left--;
                return new RateAllowance(true, TimeSpan.Zero);
            }

            // Up to a whole millisecond: cut off somewhere below, the wait would be named a little too short to be allowed after it.
            var wait = (1 - bucket.Left) / limit * window;
            return new RateAllowance(false, TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)));
        }
    }

    public void GiveBack(RateKey key)
    {
        if (!_buckets.TryGetValue(key, out var bucket))
            return;
        lock (bucket)
            bucket.Left++; // The next refill cuts it to the limit.
    }

    public void Forget(RateKey key) => _buckets.TryRemove(key, out _);

    public ValueTask<RateAllowance> TakeAsync(RateKey key, int limit, TimeSpan window) => new(Take(key, limit, window));

    public ValueTask GiveBackAsync(RateKey key)
    {
        GiveBack(key);
        return default;
    }

    public ValueTask ForgetAsync(RateKey key)
    {
        Forget(key);
        return default;
    }

    private void Sweep()
    {
        foreach (var (key, bucket) in _buckets)
        {
            lock (bucket)
            {
                if (bucket.IsFullBy(time))
                    _buckets.TryRemove(key, out _);
            }
        }

        _sweepAbove = Math.Max(SweepAbove, _buckets.Count * 2);
    }

    private sealed class Bucket
    {
        private long _filledAt;
        private TimeSpan _window;

        public double Left { get; set; } = double.PositiveInfinity;

        public void Refill(TimeProvider time, int limit, TimeSpan window)
        {
            var now = time.GetTimestamp();
            Left = double.IsInfinity(Left) ? limit : Math.Min(limit, Left + (time.GetElapsedTime(_filledAt, now) / window * limit));
            _filledAt = now;
            _window = window;
        }

        public bool IsFullBy(TimeProvider time) => time.GetElapsedTime(_filledAt) >= _window;
    }
}
