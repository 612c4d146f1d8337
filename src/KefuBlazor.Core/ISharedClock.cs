namespace KefuBlazor.Core;

/// <summary>The time of day by which nodes agree when something is over, whatever their own clocks say. It orders nothing.</summary>
internal interface ISharedClock
{
    DateTimeOffset GetUtcNow();
}

/// <summary>Of one process: its own.</summary>
internal sealed class OwnClock(TimeProvider time) : ISharedClock
{
    public DateTimeOffset GetUtcNow() => time.GetUtcNow();
}
