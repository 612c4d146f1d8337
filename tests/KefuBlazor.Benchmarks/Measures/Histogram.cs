using System.Diagnostics;
using System.Numerics;

namespace KefuBlazor.Benchmarks.Measures;

/// <summary>How long things took, counted in steps of 1/32 of a power of two, so that a percentile is right to 3 %. Any thread adds.</summary>
internal sealed class Histogram
{
    private const int StepsAPower = 32;

    private readonly long[] _counts = new long[64 * StepsAPower];

    public long Count => _counts.Sum();

    /// <param name="since">A <see cref="Stopwatch"/> timestamp of when it began.</param>
    public void Add(long since) => AddTicks(Stopwatch.GetTimestamp() - since);

    /// <param name="ticks">How long it took, in ticks of <see cref="Stopwatch"/>.</param>
    public void AddTicks(long ticks) => Interlocked.Increment(ref _counts[Index(Math.Max(1, ticks))]);

    /// <param name="share">0.5 for the median, 0.99 for what one in a hundred exceeds.</param>
    /// <returns>Milliseconds; not a number where nothing was added.</returns>
    public double Percentile(double share)
    {
        var left = (long)(Count * share);
        for (var index = 0; index < _counts.Length; index++)
        {
            left -= _counts[index];
            if (left < 0)
                return Stopwatch.GetElapsedTime(0, (long)Ticks(index)).TotalMilliseconds;
        }

        return double.NaN;
    }

    /// <summary>Milliseconds; not a number where nothing was added.</summary>
    public double Longest => Array.FindLastIndex(_counts, count => count > 0) is >= 0 and var index
        ? Stopwatch.GetElapsedTime(0, (long)Ticks(index)).TotalMilliseconds
        : double.NaN;

    private static int Index(long ticks)
    {
        var power = BitOperations.Log2((ulong)ticks);
        var step = power < 5 ? 0 : (int)(ticks >> (power - 5)) - StepsAPower;
        return (power * StepsAPower) + step;
    }

    // The middle of the step.
    private static double Ticks(int index)
    {
        var (power, step) = (index / StepsAPower, index % StepsAPower);
        return Math.Pow(2, power) * (1 + ((step + 0.5) / StepsAPower));
    }
}
