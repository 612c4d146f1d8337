using System.Globalization;
using KefuBlazor.Core.Hours;

namespace KefuBlazor.Core.Tests.Hours;

public sealed class BusinessCalendarTests
{
    private static HoursOptions Shanghai => new()
    {
        Weekly = Week("09:00-12:00, 13:30-18:00"),
        Holidays = "2026-10-01..2026-10-07, 2027-01-01",
        ExtraDays = new() { ["2026-10-10"] = "10:00-16:00", ["2026-10-07"] = "20:00-24:00" },
    };

    [Theory]
    [InlineData("2026-11-23T08:59:59+08:00", false)] // a Monday
    [InlineData("2026-11-23T09:00:00+08:00", true)]
    [InlineData("2026-11-23T11:59:59+08:00", true)]
    [InlineData("2026-11-23T12:00:00+08:00", false)]
    [InlineData("2026-11-23T13:30:00+08:00", true)]
    [InlineData("2026-11-23T18:00:00+08:00", false)]
    [InlineData("2026-11-23T02:00:00Z", true)] // the same clock on the wall, told from afar
    [InlineData("2026-11-22T10:00:00+08:00", false)] // a Sunday
    [InlineData("2026-10-05T10:00:00+08:00", false)] // a Monday in the holidays
    [InlineData("2026-10-08T10:00:00+08:00", true)]
    [InlineData("2026-10-10T10:00:00+08:00", true)] // a Saturday that is worked
    [InlineData("2026-10-10T09:30:00+08:00", false)]
    [InlineData("2026-10-07T21:00:00+08:00", true)] // an extra day beats the holiday it lies in
    [InlineData("2027-01-01T10:00:00+08:00", false)]
    public void IsOpen_WeekHolidaysAndExtraDays_IsAsTheWallClockSays(string at, bool open) =>
        Assert.Equal(open, new BusinessCalendar(Shanghai).IsOpen(At(at)));

    [Theory]
    [InlineData("2026-11-23T07:00:00+08:00", "2026-11-23T09:00:00+08:00")]
    [InlineData("2026-11-23T10:00:00+08:00", "2026-11-23T12:00:00+08:00")]
    [InlineData("2026-11-23T12:00:00+08:00", "2026-11-23T13:30:00+08:00")]
    [InlineData("2026-11-20T18:00:00+08:00", "2026-11-23T09:00:00+08:00")] // over the weekend
    [InlineData("2026-09-30T19:00:00+08:00", "2026-10-07T20:00:00+08:00")] // over the holidays
    public void NextChange_FromAnywhere_IsTheNextOpeningOrClosing(string at, string change) =>
        Assert.Equal(At(change), new BusinessCalendar(Shanghai).NextChange(At(at)));

    [Fact]
    public void IsOpen_NothingSet_IsAlwaysAndNeverChanges()
    {
        var calendar = new BusinessCalendar(new HoursOptions());
        Assert.True(calendar.IsOpen(At("2026-11-22T03:00:00Z")));
        Assert.Null(calendar.NextChange(At("2026-11-22T03:00:00Z")));
    }

    [Fact]
    public void IsOpen_PastMidnight_IsTheEveningBefore()
    {
        var calendar = new BusinessCalendar(new HoursOptions { Weekly = new() { ["Friday"] = "20:00-02:00" } });
        Assert.True(calendar.IsOpen(At("2026-11-21T01:59:00+08:00")));
        Assert.False(calendar.IsOpen(At("2026-11-21T02:00:00+08:00")));
        Assert.False(calendar.IsOpen(At("2026-11-20T01:00:00+08:00")));
        Assert.Equal(At("2026-11-21T02:00:00+08:00"), calendar.NextChange(At("2026-11-20T22:00:00+08:00")));
    }

    [Theory]
    [InlineData("2026-03-27T09:00:00+01:00")] // the Friday before summer time
    [InlineData("2026-03-30T09:00:00+02:00")] // the Monday after
    [InlineData("2026-10-23T09:00:00+02:00")]
    [InlineData("2026-10-26T09:00:00+01:00")]
    public void IsOpen_AroundSummerTime_OpensAtTheSameTimeByTheClock(string nine)
    {
        var calendar = new BusinessCalendar(new HoursOptions { TimeZone = "Europe/Berlin", Weekly = Week("09:00-17:00") });
        Assert.False(calendar.IsOpen(At(nine).AddSeconds(-1)));
        Assert.True(calendar.IsOpen(At(nine)));
        Assert.Equal(At(nine), calendar.NextChange(At(nine).AddHours(-1)));
        Assert.Equal(At(nine).AddHours(8), calendar.NextChange(At(nine)));
    }

    [Fact]
    public void IsOpen_ATimeThatTheClockLeapsOver_IsTheLeap()
    {
        // 02:00 to 03:00 does not happen on 29 March 2026.
        var calendar = new BusinessCalendar(new HoursOptions { TimeZone = "Europe/Berlin", Weekly = new() { ["Sunday"] = "02:30-04:00" } });
        Assert.False(calendar.IsOpen(At("2026-03-29T01:59:59+01:00")));
        Assert.True(calendar.IsOpen(At("2026-03-29T03:00:00+02:00")));
        Assert.Equal(At("2026-03-29T03:00:00+02:00"), calendar.NextChange(At("2026-03-29T00:00:00+01:00")));
    }

    [Fact]
    public void IsOpen_ATimeThatTheClockShowsTwice_HoldsFromTheFirstToTheLast()
    {
        // 02:00 to 03:00 happens twice on 25 October 2026.
        var calendar = new BusinessCalendar(new HoursOptions { TimeZone = "Europe/Berlin", Weekly = new() { ["Sunday"] = "02:15-02:45" } });
        Assert.False(calendar.IsOpen(At("2026-10-25T02:14:00+02:00")));
        Assert.True(calendar.IsOpen(At("2026-10-25T02:15:00+02:00")));
        Assert.True(calendar.IsOpen(At("2026-10-25T02:44:00+01:00")));
        Assert.False(calendar.IsOpen(At("2026-10-25T02:45:00+01:00")));
    }

    [Theory]
    [InlineData("TimeZone", "Mars/Olympus", null)]
    [InlineData("Weekly:Monday", null, "9-17")]
    [InlineData("Weekly:Montag", null, "09:00-17:00")]
    [InlineData("Weekly:Monday", null, "09:00")]
    [InlineData("Weekly:Monday", null, "24:00-25:00")]
    [InlineData("Holidays", "1.10.2026", null)]
    [InlineData("Holidays", "2026-10-07..2026-10-01", null)]
    [InlineData("ExtraDays:2026-13-01", null, "09:00-17:00")]
    [InlineData("ExtraDays:2026-10-10", null, "open")]
    public void Faults_OfASettingThatCannotBe_NameItAndTheMend(string setting, string? value, string? hours)
    {
        var options = new HoursOptions();
        var parts = setting.Split(':');
        switch (parts[0])
        {
            case "TimeZone": options.TimeZone = value!; break;
            case "Holidays": options.Holidays = value!; break;
            case "Weekly": options.Weekly[parts[1]] = hours!; break;
            default: options.ExtraDays[parts[1]] = hours!; break;
        }

        var fault = Assert.Single(BusinessCalendar.Faults(options));
        Assert.StartsWith("Hours:" + parts[0], fault, StringComparison.Ordinal);
        Assert.True(fault.Contains("Give", StringComparison.Ordinal) || fault.Contains("Write", StringComparison.Ordinal), fault);
    }

    private static Dictionary<string, string> Week(string hours) =>
        new[] { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday" }.ToDictionary(day => day, _ => hours);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
