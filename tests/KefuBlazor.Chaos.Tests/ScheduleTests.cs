using KefuBlazor.Chaos.Trials;

namespace KefuBlazor.Chaos.Tests;

public sealed class ScheduleTests
{
    [Fact]
    public void Of_FullForms_PlaysTheLongOnesSideBySideAfterThoseThatMustBeAlone()
    {
        var chosen = Schedule.Choose(AllTrials.List, ChaosOptions.Parse([]));
        var schedule = Schedule.Of(chosen, isShort: false);

        Assert.All(schedule.OneByOne, one => Assert.Equal(Company.None, one.Trial.Company));
        Assert.All(schedule.Lanes.SkipLast(1), lane => Assert.Equal(Company.LongOnes, Assert.Single(lane).Trial.Company));
        Assert.All(schedule.Lanes[^1], one => Assert.Equal(Company.Any, one.Trial.Company));
        Assert.Equal(chosen.Order(ById).ToList(), schedule.OneByOne.Concat(schedule.Lanes.SelectMany(lane => lane)).Order(ById).ToList());
    }

    [Fact]
    public void Of_AllFullForms_TakesNoMoreThanAnHour() =>
        Assert.InRange(Schedule.Of(Schedule.Choose(AllTrials.List, ChaosOptions.Parse([])), isShort: false).About, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(60));

    [Fact]
    public void Choose_ShortWithoutIds_IsWhatEveryTestRunPlays()
    {
        var chosen = Schedule.Choose(AllTrials.List, ChaosOptions.Parse(["--short"]));
        Assert.Equal(["R01", "R02", "R07", "R12", "R18", "R21"], chosen.Select(one => one.Trial.Id));
        Assert.Empty(Schedule.Of(chosen, isShort: true).Lanes);
    }

    [Fact]
    public void Choose_IdAndTopology_IsThatOne()
    {
        var one = Assert.Single(Schedule.Choose(AllTrials.List, ChaosOptions.Parse(["r01", "--on", "cluster"])));
        Assert.Equal("R01 on Cluster", one.ToString());
    }

    private static Comparer<Performance> ById { get; } = Comparer<Performance>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));
}
