using KefuBlazor.Chaos.Trials;

namespace KefuBlazor.Chaos.Reports;

/// <summary>Progress, a table and the last line, on standard output.</summary>
internal static class ConsoleReport
{
    private const int MostViolations = 12;

    public static void Progress(string what) => Console.WriteLine($"    {what}");

    public static void Begin(Trial trial, string topology) => Console.WriteLine($"== {trial.Id} on {topology}: {trial.Fault}");

    public static void End(TrialResult result)
    {
        foreach (var violation in result.Violations.Take(MostViolations))
            Console.WriteLine($"    {violation.Check}: {violation.What}");
        if (result.Violations.Count > MostViolations)
            Console.WriteLine($"    … and {result.Violations.Count - MostViolations} more");
        Console.WriteLine($"    {result.Summary} in {TrialRun.Format(result.Took)}: {string.Join(", ", result.Figures)}");
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
