using KefuBlazor.Chaos;
using KefuBlazor.Chaos.Reports;
using KefuBlazor.Chaos.Trials;

var options = ChaosOptions.Parse(args);
var chosen = Schedule.Choose(AllTrials.List, options);
var schedule = Schedule.Of(chosen, options.Short);
ConsoleReport.Plan(schedule, options);

var results = new List<TrialResult>();
var player = new Player(options, result =>
{
    results.Add(result);
    if (options.ReportFile is { } file)
        MarkdownReport.Write(file, result, options.Seed); // at once: an interrupted run keeps what it found
});
await player.PlayAsync(schedule);

ConsoleReport.Table(results, options.Seed);
return results.Count > 0 && results.TrueForAll(result => result.Outcome != Outcome.Failed) ? 0 : 1;
