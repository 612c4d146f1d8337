namespace KefuBlazor.Core.Assignment;

/// <summary>
/// How fast the queue moves, as last measured. With n conversations in service that take h each, one is finished every h / n, and then the
/// queue moves by one. Nothing is said where too little was measured, or nobody takes conversations.
/// </summary>
internal sealed class QueuePace(TimeProvider time)
{
    /// <summary>What is older says little about today.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(4);

    /// <summary>How many of the last conversations are measured at most.</summary>
    public const int MostMeasured = 50;

    /// <summary>Fewer are chance.</summary>
    public const int LeastMeasured = 5;

    private static readonly TimeSpan MeasuredEvery = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private TimeSpan? _perPlace;
    private long? _measuredAt;

    /// <summary>Whether it is time to measure again.</summary>
    public bool IsStale
    {
        get
        {
            lock (_lock)
                return _measuredAt is not { } at || time.GetElapsedTime(at) >= MeasuredEvery;
        }
    }

    public void Take(ServiceMeasure measure)
    {
        lock (_lock)
        {
            _measuredAt = time.GetTimestamp();
            _perPlace = measure.InService > 0 && measure.Handled >= LeastMeasured ? measure.MeanHandling / measure.InService : null;
        }
    }

    /// <summary>How long it will probably take from this place on, in whole seconds; null where that is not known.</summary>
    public TimeSpan? WaitTo(int place)
    {
        lock (_lock)
            return _perPlace is { } each ? TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(each.TotalSeconds * place))) : null;
    }

    /// <summary>The same in whole minutes, which is what people are told: smaller changes are no news.</summary>
    public int? MinutesTo(int place) => WaitTo(place) is { } wait ? (int)Math.Ceiling(wait.TotalMinutes) : null;
}
