namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>What the database's clock said.</summary>
/// <param name="Utc">The time of day.</param>
/// <param name="Timestamp">When that was, by this machine's monotonic clock.</param>
/// <param name="Error">How far off it may be: half of what the question took.</param>
internal sealed record ClockSample(DateTimeOffset Utc, long Timestamp, TimeSpan Error);

/// <summary>
/// The time of day by the database's clock, which all nodes share: what it said last, and the monotonic time since. What this machine takes
/// for the time of day, and whether somebody sets it, makes no difference. Timestamps and timers are the machine's.
/// </summary>
internal sealed class DatabaseTimeProvider(TimeProvider machine) : TimeProvider
{
    /// <summary>Within this, time stands still rather than go back. More means that the database's own clock was set, and is followed.</summary>
    private static readonly TimeSpan MostStill = TimeSpan.FromSeconds(1);

    private volatile Reading? _reading;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <summary>The machine's own until the database is first asked, which is before anything else is.</summary>
    public override DateTimeOffset GetUtcNow() => _reading is { } reading ? NowBy(reading) : machine.GetUtcNow();

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>Goes by this sample from now on, unless the time agrees with it already.</summary>
    /// <returns>By how much the time of day changed.</returns>
    public TimeSpan Set(ClockSample sample)
    {
        var before = GetUtcNow();
        var change = sample.Utc + GetElapsedTime(sample.Timestamp) - before;
        if (_reading is null)
        {
            _reading = new Reading(sample, DateTimeOffset.MinValue);
            return change;
        }

        if (change.Duration() <= sample.Error)
            return TimeSpan.Zero; // It may as well be the sample that is wrong.
        _reading = new Reading(sample, change < TimeSpan.Zero && change.Duration() <= MostStill ? before : DateTimeOffset.MinValue);
        return change;
    }

    private DateTimeOffset NowBy(Reading reading)
    {
        var now = reading.Sample.Utc + GetElapsedTime(reading.Sample.Timestamp);
        return now < reading.NotBefore ? reading.NotBefore : now;
    }

    private sealed record Reading(ClockSample Sample, DateTimeOffset NotBefore);
}
