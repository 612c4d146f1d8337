using System.Diagnostics;
using KefuBlazor.Chaos;
using KefuBlazor.Chaos.Checking;
using KefuBlazor.Chaos.Nodes;
using KefuBlazor.Chaos.Reports;
using KefuBlazor.Chaos.Trials;

var options = ChaosOptions.Parse(args);
var chosen = AllTrials.List
    .Where(trial => options.Ids.Count == 0 || options.Ids.Contains(trial.Id))
    .Where(trial => !options.Short || trial.HasShortForm)
    .ToList();
Console.WriteLine($"{chosen.Count} tests with seed {options.Seed}");

var results = new List<TrialResult>();
foreach (var trial in chosen)
{
    foreach (var kind in trial.Topologies)
    {
        ConsoleReport.Begin(trial, kind.ToString());
        var result = await PlayAsync(trial, kind);
        ConsoleReport.End(result);
        results.Add(result);
    }
}

if (options.ReportFile is { } file)
    MarkdownReport.Write(file, results, options.Seed);
ConsoleReport.Table(results, options.Seed);
return results.Count > 0 && results.TrueForAll(result => result.Outcome != Outcome.Failed) ? 0 : 1;

async Task<TrialResult> PlayAsync(Trial trial, TopologyKind kind)
{
    if (await trial.FindObstacleAsync(kind) is { } obstacle)
        return new TrialResult(trial, kind, Outcome.Skipped, [obstacle], [], TimeSpan.Zero);
    var run = new TrialRun(kind, options.Seed, options.Short, ConsoleReport.Progress);
    var watch = Stopwatch.StartNew();
    try
    {
        await trial.PlayAsync(run);
    }
    catch (Exception exception)
    {
        run.Add([new Violation("run", exception.ToString())]);
    }

    return new TrialResult(
        trial, kind, run.Violations.Count == 0 ? Outcome.Passed : Outcome.Failed, run.Figures, run.Violations, watch.Elapsed);
}
