using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Reports;

/// <summary>The table in a Markdown file, between two markers. Lines of tests that were not played stay.</summary>
internal static class MarkdownReport
{
    private const string Begin = "<!-- chaos results: written by ./test.sh chaos -->";
    private const string End = "<!-- end of chaos results -->";
    private const int ToldViolations = 3;
    private const string Head = "| test | on | fault | result | figures | seed, date |\n|---|---|---|---|---|---|";

    public static void Write(string file, TrialResult result, int seed)
    {
        var text = File.ReadAllText(file);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"{file} lacks the markers between which the results go.");
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text[begin..end].Split('\n').Where(line => line.StartsWith("| R", StringComparison.Ordinal) || line.StartsWith("| S", StringComparison.Ordinal)))
            lines[KeyOf(line)] = line;
        var own = LineOf(result, seed);
        lines[KeyOf(own)] = own;
        File.WriteAllText(file, $"{text[..begin]}{Begin}\n{Machine()}\n\n{Head}\n{string.Join('\n', lines.Values)}\n{text[end..]}");
    }

    private static string LineOf(TrialResult result, int seed)
    {
        var on = result.Kind == TopologyKind.Single ? "SQLite" : "cluster";
        var figures = new StringBuilder(string.Join(", ", result.Figures));
        foreach (var violation in result.Violations.Take(ToldViolations))
            figures.Append(CultureInfo.InvariantCulture, $"; **{violation.Check}** {FirstLineOf(violation.What)}");
        if (result.Violations.Count > ToldViolations)
            figures.Append(CultureInfo.InvariantCulture, $"; and {result.Violations.Count - ToldViolations} more");
        var date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"| {result.Trial.Id} | {on} | {result.Trial.Fault} | {result.Summary} | {figures.Replace("|", "/")} | {seed}, {date} |";
    }

    private static string FirstLineOf(string text) => text.Split('\n')[0].Trim();

    private static string KeyOf(string line) => string.Join('|', line.Split('|').Take(3));

    private static string Machine()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"On {Environment.ProcessorCount} cores and {memory:0} GB, {RuntimeInformation.OSDescription}; clients, servers and stores share them.");
    }
}
