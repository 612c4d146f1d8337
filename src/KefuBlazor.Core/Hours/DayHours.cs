using System.Globalization;

namespace KefuBlazor.Core.Hours;

/// <summary>A stretch of a day by the clock on the wall, from midnight; an end past 24:00 is the next day's.</summary>
internal readonly record struct DayHours(TimeSpan From, TimeSpan To)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Reads <c>09:00-12:00, 13:30-18:00</c>; <c>closed</c> and nothing are no hours. False for anything else.</summary>
    public static bool TryParseAll(string? text, out IReadOnlyList<DayHours> hours)
    {
        var found = new List<DayHours>();
        hours = found;
        var parts = (text ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts is ["closed"])
            return true;
        foreach (var part in parts)
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length != 2 || !TryParse(ends[0], out var from) || !TryParse(ends[1], out var to) || from == Day)
                return false;
            found.Add(new DayHours(from, to > from ? to : to + Day));
        }

        return true;
    }

    private static bool TryParse(string text, out TimeSpan time)
    {
        time = Day;
        return text == "24:00" || TimeSpan.TryParseExact(text, @"hh\:mm", CultureInfo.InvariantCulture, out time);
    }
}
