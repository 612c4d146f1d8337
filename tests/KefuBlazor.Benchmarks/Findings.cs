using KefuBlazor.Benchmarks.Reports;

namespace KefuBlazor.Benchmarks;

/// <summary>What a benchmark found.</summary>
/// <param name="Text">The figures as Markdown, with the machine and the method.</param>
/// <param name="Aims">Those that there are for them.</param>
internal sealed record Findings(string Text, IReadOnlyList<Aim> Aims);
