using System.Globalization;
using KefuBlazor.Components.Localization;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Shared;

/// <summary>Says instants in words, in the agent's time zone and language.</summary>
public sealed class DeskTime(TimeProvider clock, IStringLocalizer<Texts> texts)
{
    /// <summary>The browser's time zone.</summary>
    public TimeZoneInfo Zone { get; private set; } = clock.LocalTimeZone;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Takes the browser's time zone by its IANA name; one that is not known changes nothing.</summary>
    public void UseZone(string? name)
    {
        if (name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            Zone = zone;
    }

    /// <summary>"3 minutes ago" within a day, else the date.</summary>
    public string Relative(DateTimeOffset at)
    {
        var age = Now - at;
        if (age < TimeSpan.FromMinutes(1))
            return texts["Time.Now"];
        if (age < TimeSpan.FromHours(1))
            return texts["Time.MinutesAgo", (int)age.TotalMinutes];
        if (age < TimeSpan.FromDays(1))
            return texts["Time.HoursAgo", (int)age.TotalHours];

        return Date(DateOnly.FromDateTime(Local(at)));
    }

    /// <summary>A length of time in its largest unit, at least a minute: "2 minutes".</summary>
    public string Length(TimeSpan length) =>
        length < TimeSpan.FromHours(1) ? texts["Time.Minutes", (int)Math.Max(1, length.TotalMinutes)]
        : length < TimeSpan.FromDays(1) ? texts["Time.Hours", (int)length.TotalHours]
        : texts["Time.Days", (int)length.TotalDays];

    /// <summary>Everything, to the second.</summary>
    public string Absolute(DateTimeOffset at) => Local(at).ToString(texts["Time.AbsoluteFormat"], CultureInfo.CurrentCulture);

    /// <summary>The time of day.</summary>
    public string TimeOfDay(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A day with its time: what a closed conversation shows.</summary>
    public string DayAndTime(DateTimeOffset at) => $"{Day(DateOnly.FromDateTime(Local(at)))} {TimeOfDay(at)}";

    /// <summary>"Today", "yesterday", or the date.</summary>
    public string Day(DateOnly day)
    {
        var today = DateOnly.FromDateTime(Local(Now));
        return day == today ? texts["Time.Today"] : day == today.AddDays(-1) ? texts["Time.Yesterday"] : Date(day);
    }

    private string Date(DateOnly day)
    {
        var sameYear = day.Year == Local(Now).Year;
        return day.ToString(texts[sameYear ? "Time.DateFormat" : "Time.DateWithYearFormat"], CultureInfo.CurrentCulture);
    }

    private DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).DateTime;
}
