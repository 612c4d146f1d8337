using System.Globalization;

namespace KefuBlazor.Core.Hours;

/// <summary>
/// The settings as instants. Whoever says "until 18:00" means the clock on the wall: each end of each stretch is turned into an instant by the
/// zone's rules of that day, so that a change to or from summer time moves nothing.
/// </summary>
internal sealed class BusinessCalendar
{
    /// <summary>How far ahead the next change is looked for.</summary>
    private const int MostDays = 400;

    private static readonly IReadOnlyList<DayHours> AllDay = [new DayHours(TimeSpan.Zero, TimeSpan.FromDays(1))];

    private readonly Dictionary<DayOfWeek, IReadOnlyList<DayHours>> _weekly = [];
    private readonly List<(DateOnly First, DateOnly Last)> _holidays = [];
    private readonly Dictionary<DateOnly, IReadOnlyList<DayHours>> _extra = [];

    /// <param name="options">Settings without <see cref="Faults"/>.</param>
    public BusinessCalendar(HoursOptions options)
    {
        Zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
        foreach (var (day, text) in options.Weekly)
        {
            if (DayHours.TryParseAll(text, out var hours) && Enum.TryParse<DayOfWeek>(day, ignoreCase: true, out var name))
                _weekly[name] = hours;
        }

        foreach (var part in Parts(options.Holidays))
        {
            if (TryParseRange(part, out var range))
                _holidays.Add(range);
        }

        foreach (var (date, text) in options.ExtraDays)
        {
            if (TryParseDate(date, out var day) && DayHours.TryParseAll(text, out var hours))
                _extra[day] = hours;
        }
    }

    /// <summary>The company's time zone.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>What is wrong with the settings, each with the mend.</summary>
    public static IEnumerable<string> Faults(HoursOptions options)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
            yield return $"Hours:TimeZone is '{options.TimeZone}', which this machine does not know. Give an IANA name such as Asia/Shanghai.";
        foreach (var (day, text) in options.Weekly)
        {
            if (!Enum.GetNames<DayOfWeek>().Contains(day, StringComparer.OrdinalIgnoreCase))
                yield return $"Hours:Weekly has the day '{day}'. Write Monday, Tuesday … Sunday.";
            if (!DayHours.TryParseAll(text, out _))
                yield return $"Hours:Weekly:{day} is '{text}'. Write hours such as 09:00-12:00, 13:30-18:00, or closed.";
        }

        foreach (var part in Parts(options.Holidays).Where(part => !TryParseRange(part, out _)))
            yield return $"Hours:Holidays holds '{part}'. Write a date such as 2026-10-01, or a range such as 2026-10-01..2026-10-07.";
        foreach (var (date, text) in options.ExtraDays)
        {
            if (!TryParseDate(date, out _))
                yield return $"Hours:ExtraDays has the day '{date}'. Write a date such as 2026-10-10.";
            if (!DayHours.TryParseAll(text, out _))
                yield return $"Hours:ExtraDays:{date} is '{text}'. Write hours such as 09:00-18:00, or closed.";
        }
    }

    public bool IsOpen(DateTimeOffset at) => Around(at).Any(stretch => stretch.From <= at && at < stretch.To);

    /// <summary>When it is next open where it is not now, or the other way round; null if not within a year.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset at)
    {
        var open = IsOpen(at);
        var today = LocalDay(at);
        for (var day = -1; day <= MostDays; day++)
        {
            // Stretches may touch or overlap: an end counts only where nothing else is open.
            var changes = Stretches(today.AddDays(day))
                .Select(stretch => open ? stretch.To : stretch.From)
                .Where(change => change > at && IsOpen(change) != open)
                .Order();
            foreach (var change in changes)
                return change;
        }

        return null;
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool TryParseDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static bool TryParseRange(string text, out (DateOnly First, DateOnly Last) range)
    {
        range = default;
        var ends = text.Split("..", StringSplitOptions.TrimEntries);
        if (ends.Length > 2 || !TryParseDate(ends[0], out var first) || !TryParseDate(ends[^1], out var last) || last < first)
            return false;
        range = (first, last);
        return true;
    }

    private IReadOnlyList<DayHours> HoursOf(DateOnly day)
    {
        if (_extra.TryGetValue(day, out var extra))
            return extra;
        if (_holidays.Any(holiday => holiday.First <= day && day <= holiday.Last))
            return [];
        return _weekly.Count == 0 ? AllDay : _weekly.GetValueOrDefault(day.DayOfWeek, []);
    }

    private DateOnly LocalDay(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>What may hold this instant: a stretch of the evening before reaches into the day.</summary>
    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Around(DateTimeOffset at) =>
        Stretches(LocalDay(at).AddDays(-1)).Concat(Stretches(LocalDay(at)));

    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Stretches(DateOnly day) => HoursOf(day).Select(hours =>
        (Instant(day.ToDateTime(TimeOnly.MinValue) + hours.From, last: false), Instant(day.ToDateTime(TimeOnly.MinValue) + hours.To, last: true)));

    /// <summary>
    /// When the clock on the wall shows this. A time that it shows twice is, for an end, the last of them; one that it leaps over is the leap.
    /// </summary>
    private DateTimeOffset Instant(DateTime wall, bool last)
    {
        var leapt = TimeSpan.Zero;
        for (; Zone.IsInvalidTime(wall); wall = wall.AddMinutes(-1))
            leapt = TimeSpan.FromMinutes(1); // the minute before the leap, and one more

        var offset = Zone.IsAmbiguousTime(wall)
            ? last ? Zone.GetAmbiguousTimeOffsets(wall).Min() : Zone.GetAmbiguousTimeOffsets(wall).Max()
            : Zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime() + leapt;
    }
}
