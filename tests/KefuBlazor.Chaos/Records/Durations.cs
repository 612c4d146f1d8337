namespace KefuBlazor.Chaos.Records;

/// <summary>Measured durations and when they were measured.</summary>
internal sealed class Durations
{
    private readonly Lock _lock = new();
    private readonly List<(TimeSpan At, TimeSpan Took)> _all = [];

    public void Add(TimeSpan at, TimeSpan took)
    {
        lock (_lock)
            _all.Add((at, took));
    }

    /// <summary>Those measured from one instant to another.</summary>
    public Spread Between(TimeSpan from, TimeSpan to)
    {
        lock (_lock)
            return new Spread([.. _all.Where(one => one.At >= from && one.At <= to).Select(one => one.Took).Order()]);
    }

    public Spread All() => Between(TimeSpan.Zero, TimeSpan.MaxValue);
}

/// <summary>Sorted durations.</summary>
internal sealed class Spread(IReadOnlyList<TimeSpan> sorted)
{
    public int Count => sorted.Count;

    public TimeSpan Most => sorted.Count == 0 ? TimeSpan.Zero : sorted[^1];

    /// <summary>The duration that this share of all stays within.</summary>
    public TimeSpan Percentile(double share) =>
        sorted.Count == 0 ? TimeSpan.Zero : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}
