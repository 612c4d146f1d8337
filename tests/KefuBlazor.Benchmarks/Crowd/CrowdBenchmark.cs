using System.Globalization;
using KefuBlazor.Benchmarks.Relay;
using KefuBlazor.Benchmarks.Reports;

namespace KefuBlazor.Benchmarks.Crowd;

/// <summary>B2, B3 and B4: what many connections cost, how fast they come and come back, and what an ack takes among them.</summary>
internal sealed class CrowdBenchmark : Benchmark
{
    private const int DefaultClients = 10_000;
    private const int DefaultRounds = 3;
    private const int DefaultSeconds = 6;
    private const int PerSecond = 1000;

    public override string Name => "crowd";

    public override string Summary => "10 000 connections: memory of each, how fast they come and come back, and acks at 1000 texts a second, beside a bare echo";

    public override string Document => "docs/performance.md";

    public override async Task<Findings> RunAsync(BenchmarkOptions options, Publishing publishing)
    {
        var machine = Machine.Describe();
        var (clients, rounds) = (options.Clients ?? DefaultClients, options.Rounds ?? DefaultRounds);
        var time = TimeSpan.FromSeconds(options.Seconds ?? DefaultSeconds);
        var published = await publishing.ServerAsync();
        var (echo, own, writer) = (new List<CrowdFigures>(), new List<CrowdFigures>(), new List<double>());
        for (var round = 1; round <= rounds; round++)
        {
            if (!options.Alone)
            {
                await using var bare = new EchoCrowd();
                echo.Add(await CrowdFigures.MeasureAsync(bare, clients, PerSecond, time));
                Console.WriteLine($"round {round}, raw echo: {echo[^1]}");
            }

            await using var product = new ProductCrowd(published);
            own.Add(await CrowdFigures.MeasureAsync(product, clients, PerSecond, time));
            Console.WriteLine($"round {round}, KefuBlazor: {own[^1]}");
            using var bareWriter = new BareWriter(product.Database);
            writer.Add(bareWriter.MeasureP99(PerSecond, time));
        }

        var figures = CrowdFigures.Median(own);
        var yardstick = options.Alone ? figures : CrowdFigures.Median(echo);
        var writes = writer.Order().ElementAt(writer.Count / 2);
        double[] Both(Func<CrowdFigures, double> figure) => [figure(yardstick), figure(figures), figure(figures) / figure(yardstick)];
        var table = new Table("10 000 connections", ["raw echo", "KefuBlazor", "ratio"])
            .Row("new ones that connect, a second", Both(one => one.ConnectedPerSecond), "0.00")
            .Row("memory of each, KB", Both(one => one.KilobytesEach), "0.00")
            .Row($"ack p50 at {PerSecond} texts a second, ms", Both(one => one.AckP50), "0.00")
            .Row($"ack p99 at {PerSecond} texts a second, ms", Both(one => one.AckP99), "0.00")
            .Row("known ones that come back after a cut, a second", Both(one => one.ReturnedPerSecond), "0.00")
            .Row("until the last one is back, s", Both(one => one.AllBack), "0.00");
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {machine}. {clients} connections to one server, {rounds} rounds in turn, medians. A new customer is connected when they are stored and welcomed. Memory is what the
            process holds after a full collection, of nine in ten of them. 1000 of the customers write, one after another, for {time.TotalSeconds:0} s; all others only listen.

            {table}
            A bare SQLite writer that is given {PerSecond} such texts a second has a p99 of {writes:0.00} ms; with the echo's that is {writes + yardstick.AckP99:0.00} ms, and KefuBlazor's p99 {figures.AckP99 / (writes + yardstick.AckP99):0.00} times as much.
            """);
        double Beside(Func<CrowdFigures, double> figure) => figure(figures) / figure(yardstick);
        return new Findings(text,
        [
            Aim.AtMost(3, "×", $"ack p99 at {PerSecond} texts a second among 10 000 connections, beside a raw echo's and a bare SQLite writer's together", figures.AckP99 / (writes + yardstick.AckP99)),
            Aim.AtMost(1.5, "×", "memory of an idle connection, beside a raw echo's", Beside(one => one.KilobytesEach)),
            Aim.AtLeast(0.4, "×", "new customers who connect a second, beside a raw echo", Beside(one => one.ConnectedPerSecond)),
            Aim.AtLeast(0.4, "×", "known customers who come back a second after a cut, beside a raw echo", Beside(one => one.ReturnedPerSecond)),
            Aim.AtMost(30, "s", "until all of them are back", figures.AllBack),
        ]);
    }
}
