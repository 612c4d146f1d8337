using KefuBlazor.Benchmarks;
using KefuBlazor.Benchmarks.Circuits;
using KefuBlazor.Benchmarks.Crowd;
using KefuBlazor.Benchmarks.History;
using KefuBlazor.Benchmarks.Pieces;
using KefuBlazor.Benchmarks.Relay;
using KefuBlazor.Benchmarks.Reports;
using KefuBlazor.Benchmarks.Start;
using KefuBlazor.Benchmarks.Wire;
using KefuBlazor.Benchmarks.Yardsticks;
using KefuBlazor.Testing;

if (Environment.GetEnvironmentVariable(Yardstick.Variable) is { } yardstick)
{
    await Yardstick.ServeAsync(yardstick, args);
    return 0;
}

await InlineCallbacks.EnableAsync();
Benchmark[] all =
[
    new RelayBenchmark(),
    new CrowdBenchmark(),
    new HistoryBenchmark(),
    new CircuitsBenchmark(),
    new StartBenchmark(),
    new PiecesBenchmark(),
    new NodesBenchmark(),
    new ConnectionsBenchmark(),
];

var name = args.FirstOrDefault() is { } first && !first.StartsWith('-') ? first : null;
var chosen = all.Where(one => name is null || one.Name == name).ToList();
if (chosen.Count == 0)
{
    Console.WriteLine($"There is no {name}. Give none for all, or one of these, and as you like --rounds N, --seconds N, --clients N, --report, --alone, --full:");
    foreach (var one in all)
        Console.WriteLine($"  {one.Name,-12} {one.Summary}");
    return 1;
}

var options = BenchmarkOptions.Parse(args.AsSpan(name is null ? 0 : 1));
await using var publishing = new Publishing();
var progress = new Progress(chosen.Count);
foreach (var benchmark in chosen)
{
    progress.Begin(benchmark.Name);
    var findings = await benchmark.RunAsync(options, publishing);
    Console.WriteLine();
    Console.WriteLine(findings.Text);
    foreach (var aim in findings.Aims.Where(aim => !aim.IsMet))
        Console.WriteLine($"Not met: {aim}.");
    if (options is { Reports: true, Alone: false })
        Report(benchmark, findings);
}

progress.End();
return 0;

void Report(Benchmark benchmark, Findings findings)
{
    DocumentSection.Write(Path.Combine(Repository.Root, benchmark.Document), benchmark.Name, findings.Text);
    if (findings.Aims.Count == 0)
        return;
    DocumentSection.Change(
        Path.Combine(Repository.Root, "docs", "performance.md"),
        "aims",
        table => AimsTable.Replace(table, benchmark.Name, findings.Aims, [.. all.Select(one => one.Name)]));
}
