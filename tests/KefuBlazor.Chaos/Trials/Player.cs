using System.Diagnostics;
using KefuBlazor.Chaos.Checking;
using KefuBlazor.Chaos.Reports;

namespace KefuBlazor.Chaos.Trials;

/// <summary>Plays a schedule and gathers how each test came out.</summary>
/// <param name="options">How.</param>
/// <param name="ended">Told of each result as it comes, one at a time.</param>
internal sealed class Player(ChaosOptions options, Action<TrialResult> ended)
{
    /// <summary>A test that takes so many times as long as it should hangs.</summary>
    private const int Patience = 3;

    private readonly Lock _lock = new();

    public async Task PlayAsync(Schedule schedule)
    {
        await PlayAsync(schedule.OneByOne);
        await Task.WhenAll(schedule.Lanes.Select(PlayAsync));
    }

    private async Task PlayAsync(IReadOnlyList<Performance> some)
    {
        foreach (var one in some)
        {
            ConsoleReport.Begin(one);
            var result = await PlayAsync(one);
            ConsoleReport.End(result);
            lock (_lock)
                ended(result);
        }
    }

    private async Task<TrialResult> PlayAsync(Performance one)
    {
        var (trial, kind) = one;
        if (await trial.FindObstacleAsync(kind) is { } obstacle)
            return new TrialResult(trial, kind, Outcome.Skipped, [obstacle], [], TimeSpan.Zero);
        var run = new TrialRun(kind, options.Seed, options.Short, what => ConsoleReport.Progress(one, what));
        var watch = Stopwatch.StartNew();
        try
        {
            await trial.PlayAsync(run).WaitAsync((trial.About * Patience) + TimeSpan.FromMinutes(2));
        }
        catch (Exception exception)
        {
            run.Add([new Violation("run", exception.ToString())]);
        }

        return new TrialResult(
            trial, kind, run.Violations.Count == 0 ? Outcome.Passed : Outcome.Failed, [.. run.Figures], [.. run.Violations], watch.Elapsed);
    }
}
