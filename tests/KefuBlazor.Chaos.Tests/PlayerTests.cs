using KefuBlazor.Chaos.Nodes;
using KefuBlazor.Chaos.Reports;
using KefuBlazor.Chaos.Trials;

namespace KefuBlazor.Chaos.Tests;

public sealed class PlayerTests
{
    [Fact]
    public async Task Play_TwoLongOnes_AreOnStageTogether()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var results = await PlayAsync(
            new Actor("A", Company.LongOnes, () => MeetAsync(first, second)), new Actor("B", Company.LongOnes, () => MeetAsync(second, first)));
        Assert.All(results, result => Assert.Equal(Outcome.Passed, result.Outcome));
    }

    [Fact]
    public async Task Play_OneThatThrows_FailsAndTheOthersAreStillPlayed()
    {
        var results = await PlayAsync(
            new Actor("A", Company.None, () => throw new InvalidOperationException("broken")), new Actor("B", Company.None, () => Task.CompletedTask));
        Assert.Equal([("A", Outcome.Failed), ("B", Outcome.Passed)], results.Select(result => (result.Trial.Id, result.Outcome)));
    }

    private static Task MeetAsync(TaskCompletionSource mine, TaskCompletionSource other)
    {
        mine.SetResult();
        return other.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static async Task<List<TrialResult>> PlayAsync(params Trial[] trials)
    {
        var options = ChaosOptions.Parse(["--seed", "1"]);
        var results = new List<TrialResult>();
        await new Player(options, results.Add).PlayAsync(Schedule.Of(Schedule.Choose(trials, options), isShort: false));
        return results;
    }

    private sealed class Actor(string id, Company company, Func<Task> play) : Trial
    {
        public override string Id => id;

        public override string Fault => "none";

        public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Single];

        public override Company Company => company;

        public override Task PlayAsync(TrialRun run) => play();
    }
}
