using KefuBlazor.Chaos.Trials;

namespace KefuBlazor.Chaos.Reports;

/// <summary>The plan, progress, a table and the last line, on standard output.</summary>
internal static class ConsoleReport
{
    private const int MostViolations = 12;

    public static void Plan(Schedule schedule, ChaosOptions options)
    {
        Console.WriteLine($"seed {options.Seed}, {(options.Short ? "short forms" : $"about {schedule.About.TotalMinutes:0} minutes")}");
        Console.WriteLine($"  one by one: {string.Join(", ", schedule.OneByOne)}");
        for (var lane = 0; lane < schedule.Lanes.Count; lane++)
            Console.WriteLine($"  {(lane == 0 ? "then" : "beside it")}: {string.Join(", ", schedule.Lanes[lane])}");
    }

    public static void Progress(Performance one, string what) => Console.WriteLine($"    {one.Trial.Id}: {what}");

    public static void Begin(Performance one) => Console.WriteLine($"== {one}: {one.Trial.Fault}");

    public static void End(TrialResult result)
    {
        var id = result.Trial.Id;
        foreach (var violation in result.Violations.Take(MostViolations))
            Console.WriteLine($"    {id}: {violation.Check}: {violation.What}");
        if (result.Violations.Count > MostViolations)
            Console.WriteLine($"    {id}: … and {result.Violations.Count - MostViolations} more");
        Console.WriteLine($"    {id} {result.Summary} in {TrialRun.Format(result.Took)}: {string.Join(", ", result.Figures)}");
    }

    public static void Table(IReadOnlyList<TrialResult> results, int seed)
    {
        Console.WriteLine();
        Console.WriteLine($"seed {seed}");
        foreach (var result in results)
            Console.WriteLine($"{result.Trial.Id,-4} {result.Kind,-8} {result.Summary,-8} {string.Join(", ", result.Figures)}");
        Console.WriteLine();
        Console.WriteLine($"{results.Count(one => one.Outcome == Outcome.Passed)} passed, {results.Count(one => one.Outcome == Outcome.Failed)} failed");
    }
}
