using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Tests;

public sealed class ChaosOptionsTests
{
    [Fact]
    public void Parse_AllThatThereIs_IsUnderstood()
    {
        var options = ChaosOptions.Parse(["r01", "R07", "--seed", "42", "--short", "--on", "cluster", "--report", "file.md"]);
        Assert.Equal(["R01", "R07"], options.Ids);
        Assert.Equal((42, true, TopologyKind.Cluster, "file.md"), (options.Seed, options.Short, options.On, options.ReportFile));
    }

    [Fact]
    public void Parse_Unknown_IsRefused() => Assert.Throws<ArgumentException>(() => ChaosOptions.Parse(["--fast"]));

    [Fact]
    public void AllTrials_EachIdOnceAndKnown() =>
        Assert.Equal(Trials.AllTrials.List.Count, Trials.AllTrials.List.Select(trial => trial.Id).Distinct().Count());
}
