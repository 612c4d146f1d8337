namespace KefuBlazor.Server.Health;

/// <summary>What share of the processors this process used lately: since the last look, if that is long enough ago to say something.</summary>
internal sealed class CpuMeter(TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private long _lookedAt = time.GetTimestamp();
    private TimeSpan _usedThen = Environment.CpuUsage.TotalTime;
    private double _percent;

    public CpuReport Read()
    {
        lock (_lock)
        {
            var used = Environment.CpuUsage.TotalTime;
            var passed = time.GetElapsedTime(_lookedAt);
            if (passed >= Shortest)
            {
                _percent = Math.Round(100 * (used - _usedThen) / (passed * Environment.ProcessorCount), 1);
                (_lookedAt, _usedThen) = (time.GetTimestamp(), used);
            }

            return new CpuReport(Environment.ProcessorCount, Math.Round(used.TotalSeconds, 1), _percent);
        }
    }
}
