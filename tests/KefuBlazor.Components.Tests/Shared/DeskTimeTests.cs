using System.Globalization;
using KefuBlazor.Components.Shared;
using KefuBlazor.Components.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace KefuBlazor.Components.Tests.Shared;

public sealed class DeskTimeTests : DeskContext
{
    [Theory]
    [InlineData("zh-CN", 0, "刚刚")]
    [InlineData("zh-CN", 3 * 60, "3 分钟前")]
    [InlineData("zh-CN", 5 * 3600, "5 小时前")]
    [InlineData("zh-CN", 3 * 86400, "1月15日")]
    [InlineData("zh-CN", 40 * 86400, "2025年12月9日")]
    [InlineData("en", 30, "just now")]
    [InlineData("en", 3 * 60, "3 min ago")]
    [InlineData("en", 3 * 86400, "15 Jan")]
    public void Relative_ByAge_IsWordsWithinADayThenTheDate(string culture, int seconds, string expected)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);

        Assert.Equal(expected, Time.Relative(Some.Now.AddSeconds(-seconds)));
    }

    [Fact]
    public void UseZone_OfTheBrowser_TellsTimesThere()
    {
        Time.UseZone("Asia/Shanghai");

        Assert.Equal("17:21", Time.TimeOfDay(Some.Now));
        Assert.Equal("2026年1月18日 17:21:00", Time.Absolute(Some.Now));
        Assert.Equal("昨天 23:59", Time.DayAndTime(Some.Now.AddHours(-17).AddMinutes(-22)));
    }

    [Fact]
    public void UseZone_Unknown_ChangesNothing()
    {
        Time.UseZone("Nowhere/Land");

        Assert.Equal("09:21", Time.TimeOfDay(Some.Now));
    }

    private DeskTime Time => Services.GetRequiredService<DeskTime>();
}
