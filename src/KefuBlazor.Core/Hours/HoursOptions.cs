namespace KefuBlazor.Core.Hours;

/// <summary>Settings under <c>Hours</c>: when the company answers. With none of them it always does.</summary>
public sealed class HoursOptions
{
    public const string Section = "Hours";

    /// <summary>The company's time zone, by its IANA name. Default <c>Asia/Shanghai</c>.</summary>
    public string TimeZone { get; set; } = "Asia/Shanghai";

    /// <summary>
    /// Day of the week, in English, to its hours: <c>09:00-12:00, 13:30-18:00</c>. An end that is not after its start is the next day's. A day
    /// that is not named is closed; with none named, all days are open. Default: none.
    /// </summary>
    public Dictionary<string, string> Weekly { get; set; } = [];

    /// <summary>Days that are closed whatever the week says: dates and ranges, <c>2026-10-01..2026-10-07, 2027-01-01</c>. Default: none.</summary>
    public string Holidays { get; set; } = string.Empty;

    /// <summary>
    /// Date to its hours, whatever the week and the holidays say: a Saturday that is worked in place of a holiday, a shorter Christmas Eve.
    /// Default: none.
    /// </summary>
    public Dictionary<string, string> ExtraDays { get; set; } = [];
}
