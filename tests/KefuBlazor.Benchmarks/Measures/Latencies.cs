using System.Diagnostics;

namespace KefuBlazor.Benchmarks.Measures;

/// <summary>When something ended and how long it had taken. Written by one loop, read when that is over.</summary>
internal sealed class Latencies
{
    private readonly List<(long At, long Ticks)> _all = [];

    /// <param name="since">A <see cref="Stopwatch"/> timestamp of when it began.</param>
    public void Add(long since)
    {
        var now = Stopwatch.GetTimestamp();
        _all.Add((now, now - since));
    }

    /// <summary>Those that ended between two timestamps, ascending, in milliseconds.</summary>
    public static double[] Between(IEnumerable<Latencies> some, long from, long to) =>
    [
        .. some.SelectMany(one => one._all).Where(one => one.At >= from && one.At < to)
            .Select(one => Stopwatch.GetElapsedTime(0, one.Ticks).TotalMilliseconds).Order(),
    ];

    /// <param name="ascending">Values in order.</param>
    /// <param name="share">0.5 for the median, 0.99 for what one in a hundred exceeds.</param>
    public static double Percentile(double[] ascending, double share) =>
        ascending.Length == 0 ? double.NaN : ascending[Math.Min(ascending.Length - 1, (int)(ascending.Length * share))];
}
