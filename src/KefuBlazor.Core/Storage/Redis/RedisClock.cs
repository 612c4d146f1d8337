namespace KefuBlazor.Core.Storage.Redis;

/// <summary>
/// Redis's clock, as far as it differs from this machine's: asked with every look whether Redis lives, and kept while it does not. A difference
/// that may come from the way to it counts as none.
/// </summary>
internal sealed class RedisClock(TimeProvider time) : ISharedClock
{
    private static readonly TimeSpan Negligible = TimeSpan.FromSeconds(2);

    private long _aheadTicks;

    public DateTimeOffset GetUtcNow() => time.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _aheadTicks));

    /// <summary>Redis has just said what time it is.</summary>
    /// <param name="redis">What it said.</param>
    /// <param name="own">What this machine's clock says.</param>
    public void Set(DateTimeOffset redis, DateTimeOffset own)
    {
        var ahead = redis - own;
        Volatile.Write(ref _aheadTicks, ahead.Duration() < Negligible ? 0 : ahead.Ticks);
    }
}
