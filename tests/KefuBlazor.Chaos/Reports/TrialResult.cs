using KefuBlazor.Chaos.Checking;
using KefuBlazor.Chaos.Nodes;
using KefuBlazor.Chaos.Trials;

namespace KefuBlazor.Chaos.Reports;

/// <summary>How a test came out.</summary>
internal enum Outcome
{
    Passed,
    Failed,
    Skipped,
}

/// <summary>One line of the table.</summary>
internal sealed record TrialResult(
    Trial Trial, TopologyKind Kind, Outcome Outcome, IReadOnlyList<string> Figures, IReadOnlyList<Violation> Violations, TimeSpan Took)
{
    /// <summary>In one line: how it came out, with figures or the reasons.</summary>
    public string Summary => Outcome switch
    {
        Outcome.Passed => "passed",
        Outcome.Failed => "FAILED",
        _ => "skipped",
    };
}
