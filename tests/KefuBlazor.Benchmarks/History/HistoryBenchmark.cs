using System.Diagnostics;
using System.Globalization;
using KefuBlazor.Benchmarks.Measures;
using KefuBlazor.Benchmarks.Reports;

namespace KefuBlazor.Benchmarks.History;

/// <summary>B6: pages of the past do not get slower as the past grows.</summary>
internal sealed class HistoryBenchmark : Benchmark
{
    private const int WarmUp = 300;
    private const int Calls = 2000;
    private static readonly (string Name, double Share, double AtMost)[] Percentiles = [("p50", 0.5, 1.5), ("p99", 0.99, 3)];

    public override string Name => "history";

    public override string Summary => "pages of histories and lists among 10 thousand and 1 million messages (--full: 10 million), SQLite and PostgreSQL";

    public override string Document => "docs/performance.md";

    public override async Task<Findings> RunAsync(BenchmarkOptions options, Publishing publishing)
    {
        var machine = Machine.Describe();
        int[] sizes = options.Full ? [10_000, 1_000_000, 10_000_000] : [10_000, 1_000_000];
        var table = new Table("ms", [.. sizes.Select(Words), "times as long", "at most"]);
        var growths = new List<Growth>();
        await using (var sqlite = new SqlitePast())
            await MeasureAsync(sqlite, sizes, table, growths);
        await using (var postgres = await PostgresPast.StartAsync())
            await MeasureAsync(postgres, sizes, table, growths);

        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {machine}. Three years of conversations of 22 messages on average and one of 20 000, 3 to 50 agents, {PastYears.Open} conversations open. Asked of the services that the
            desk and the API call, one question after another, the sizes in turn: {Calls} of each after {WarmUp} of warm-up. Histories and customers are any of 1000 from all the years;
            lists show 50 conversations, from anywhere in their first 20 pages. The last two columns compare the largest with the smallest.

            {table}
            """);
        return new Findings(text, [.. Percentiles.Select(one => Worst(growths, one.Name, one.AtMost, Words(sizes[^1]), Words(sizes[0])))]);
    }

    private static async Task MeasureAsync(IPast past, int[] sizes, Table table, List<Growth> growths)
    {
        var installations = new List<Installation>();
        try
        {
            var reads = new List<PastReads>();
            foreach (var size in sizes)
            {
                var settings = await past.GetAsync(size);
                installations.Add(await Installation.OpenAsync(settings));
                reads.Add(await PastReads.PrepareAsync(past, settings, installations[^1], size));
            }

            for (var read = 0; read < reads[0].All.Count; read++)
            {
                var times = await MeasureAsync([.. reads.Select(one => one.All[read].Ask)]);
                var name = $"{past.Name}: {reads[0].All[read].Name}";
                foreach (var (percentile, share, atMost) in Percentiles)
                {
                    double[] values = [.. times.Select(one => one.Percentile(share))];
                    growths.Add(new Growth(name, percentile, values[^1] / values[0]));
                    table.Row($"{name}, {percentile}", [.. values, growths[^1].Times, atMost], "0.00");
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture, $"{name}, {percentile}: {string.Join(' ', values.Select(value => value.ToString("0.00", CultureInfo.InvariantCulture)))} ms"));
                }
            }
        }
        finally
        {
            foreach (var installation in installations)
                await installation.DisposeAsync();
        }
    }

    private static async Task<Histogram[]> MeasureAsync(Func<Task>[] asks)
    {
        Histogram[] times = [.. asks.Select(_ => new Histogram())];
        for (var number = 0; number < WarmUp + Calls; number++)
        {
            for (var index = 0; index < asks.Length; index++)
            {
                var since = Stopwatch.GetTimestamp();
                await asks[index]();
                if (number >= WarmUp)
                    times[index].Add(since);
            }
        }

        return times;
    }

    /// <summary>The aim is for every question, so the one that grew most tells whether it is met.</summary>
    private static Aim Worst(IEnumerable<Growth> growths, string percentile, double atMost, string largest, string smallest)
    {
        var worst = growths.Where(growth => growth.Percentile == percentile).MaxBy(growth => growth.Times)!;
        return Aim.AtMost(
            atMost, "×", $"{percentile} of every page among {largest} messages, beside that among {smallest}; the worst is {worst.Name}", worst.Times);
    }

    private static string Words(int size) => size >= 1_000_000 ? $"{size / 1_000_000} million" : $"{size / 1000} thousand";

    /// <summary>How much slower a question is among the most messages than among the fewest.</summary>
    private sealed record Growth(string Name, string Percentile, double Times);
}
