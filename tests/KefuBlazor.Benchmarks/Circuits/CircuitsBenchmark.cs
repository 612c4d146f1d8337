using System.Globalization;
using KefuBlazor.Benchmarks.Measures;
using KefuBlazor.Benchmarks.Reports;

namespace KefuBlazor.Benchmarks.Circuits;

/// <summary>B5: how soon desks show what customers write, and what a circuit costs.</summary>
internal sealed class CircuitsBenchmark : Benchmark
{
    private const int DefaultAgents = 100;
    private const int DefaultSeconds = 60;
    private const int PerSecond = 500;

    public override string Name => "circuits";

    public override string Summary => "100 agents' desks with 20 conversations each at 500 texts a second: how soon each is shown, and memory of a circuit";

    public override string Document => "docs/performance.md";

    public override async Task<Findings> RunAsync(BenchmarkOptions options, Publishing publishing)
    {
        var machine = Machine.Describe();
        var agents = options.Clients ?? DefaultAgents;
        var time = TimeSpan.FromSeconds(options.Seconds ?? DefaultSeconds);
        var published = await publishing.ServerAsync();
        var figures = await CircuitFigures.MeasureAsync(published, agents, PerSecond, time);
        var table = new Table("from a customer's sending, ms", ["p50", "p99", "longest"])
            .Row("to its ack", Times(figures.Acks), "0.0")
            .Row("to the batch that shows it in the open conversation", Times(figures.Shown), "0.0")
            .Row("to the batch that shows it in the list", Times(figures.Listed), "0.0")
            .Row("to the document of a browser", Times(figures.Chromium), "0.0");
        var memory = new Table("memory of a circuit, MB", ["after warm-up", "at the end"])
            .Row("of the process", [figures.Megabytes.Before, figures.Megabytes.After], "0.00")
            .Row("of its objects", [figures.HeapMegabytes.Before, figures.HeapMegabytes.After], "0.00");
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {machine}. {figures.Desks} agents with {DeskLoad.ConversationsEach} conversations each, one of them open, and {PerSecond} texts a second from all customers for {time.TotalSeconds:0} s;
            {figures.InChromium} of the desks are in Chromium, and all of it is on this one machine. Events gather for 50 ms before they are rendered. Before,
            each open conversation was written the {DeskLoad.LogHolds} texts that a desk's log holds at most, so that what grows from then on would grow without end. Memory is what the
            process holds after a full collection, less what it held with all customers and no desk.

            {table}
            Those are {figures.Shown.Count}, {figures.Listed.Count} and {figures.Chromium.Count} texts: where two of one customer gather for one batch, the list shows the second.

            {memory}
            While {time.TotalSeconds * PerSecond:0} texts were written, a circuit's objects went from {figures.HeapMegabytes.Before * 1024:0} to {figures.HeapMegabytes.After * 1024:0} KB.
            The server kept {figures.Processors:0.00} processors busy, allocated {figures.Allocated / 1024:0} KB a text and sent {figures.Batches:0} batches a second of {figures.BatchBytes:0} bytes each.
            """);
        return new Findings(text,
        [
            Aim.AtMost(150, "ms", "p99 from a customer's sending to the batch that shows it, the slower of open conversation and list", Math.Max(figures.Shown.Percentile(0.99), figures.Listed.Percentile(0.99))),
            Aim.AtMost(1.5, "MB", "memory of a circuit", figures.Megabytes.After),
        ]);
    }

    private static double[] Times(Histogram times) => [times.Percentile(0.5), times.Percentile(0.99), times.Longest];
}
