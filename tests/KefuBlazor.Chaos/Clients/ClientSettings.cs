namespace KefuBlazor.Chaos.Clients;

/// <summary>How patient clients are.</summary>
internal sealed record ClientSettings
{
    /// <summary>Silence after which a client asks whether the link lives; null: as the server's <c>welcome</c> says.</summary>
    public TimeSpan? HeartbeatAfter { get; init; }

    /// <summary>Further silence after which the link is dead.</summary>
    public TimeSpan DeadAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait for a connection to open and for its first frame.</summary>
    public TimeSpan OpenWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a gap stays open before history is asked for.</summary>
    public TimeSpan GapPatience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether clients say what they hold, which the server stores.</summary>
    public bool SendsMarks { get; init; } = true;

    /// <summary>The wait before another try, as the widget waits: doubled each time up to 15 s, spread by half.</summary>
    public static TimeSpan BackOff(int failures, Random random) =>
        TimeSpan.FromMilliseconds(Math.Min(500 * Math.Pow(2, Math.Min(failures, 8)), 15_000) * (0.5 + random.NextDouble()));
}
