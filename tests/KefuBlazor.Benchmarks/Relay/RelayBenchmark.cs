using System.Globalization;
using KefuBlazor.Benchmarks.Reports;
using KefuBlazor.Benchmarks.Yardsticks;

namespace KefuBlazor.Benchmarks.Relay;

/// <summary>B1 and B8: customers write in a closed loop, each text is stored, acked and delivered to an agent; beside others who do the same.</summary>
internal sealed class RelayBenchmark : Benchmark
{
    private const int DefaultClients = 200;
    private const int DefaultRounds = 5;
    private const int DefaultSeconds = 8;
    private const int Agents = 3;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WriterTime = TimeSpan.FromSeconds(2);

    public override string Name => "relay";

    public override string Summary => "durable relay: texts a second, beside a bare echo, a bare SQLite writer, SignalR with EF Core and Socket.IO";

    public override string Document => "docs/performance.md";

    public override async Task<Findings> RunAsync(BenchmarkOptions options, Publishing publishing)
    {
        var machine = Machine.Describe();
        var (clients, rounds, seconds) = (options.Clients ?? DefaultClients, options.Rounds ?? DefaultRounds, options.Seconds ?? DefaultSeconds);
        var published = await publishing.ServerAsync();
        var product = new ProductContender(published);
        List<IContender> contenders = options.Alone ? [product] : [new EchoContender(), product, new SignalRContender(Agents)];
        if (options.Alone)
            Console.WriteLine("Alone.");
        else if (NodeProcess.IsAvailable)
            contenders.Add(new SocketIoContender(Agents));
        else
            Console.WriteLine("Node and npm are not there: without Socket.IO.");

        try
        {
            foreach (var contender in contenders)
                await contender.StartAsync(clients);
            return await MeasureAsync(contenders, product, machine, clients, rounds, TimeSpan.FromSeconds(seconds));
        }
        finally
        {
            foreach (var contender in contenders)
                await contender.DisposeAsync();
        }
    }

    private static async Task<Findings> MeasureAsync(
        List<IContender> contenders, ProductContender product, string machine, int clients, int rounds, TimeSpan time)
    {
        var turns = contenders.ToDictionary(contender => contender, _ => new List<RelayFigures>());
        var writes = new List<double>();
        foreach (var contender in contenders)
            await RelayFigures.MeasureAsync(contender, WarmUp);

        // In turn, so that what else the machine does falls on all alike.
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var contender in contenders)
            {
                var figures = await RelayFigures.MeasureAsync(contender, time);
                turns[contender].Add(figures);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"round {round}, {contender.Name}: {figures.Acked:0} a second, p50 {figures.AckP50:0.0} ms, p99 {figures.AckP99:0.0} ms, {figures.Allocated:0} B, {figures.Group:0} a commit"));
            }

            using var writer = new BareWriter(product.Database);
            writes.Add(writer.Measure((int)Math.Round(turns[product][^1].Group), WriterTime));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}, bare writer: {writes[^1]:0} a second"));
        }

        contenders.ForEach(RelayChecks.ThrowOnLoss);
        var medians = contenders.ConvertAll(contender => RelayFigures.Median(turns[contender]));
        var own = medians[contenders.IndexOf(product)];
        var written = writes.Order().ElementAt(writes.Count / 2);
        var table = new Table("a text", contenders.Select(contender => contender.Name))
            .Row("acked a second", medians.Select(figures => figures.Acked))
            .Row("KefuBlazor is so many times as fast", medians.Select(figures => own.Acked / figures.Acked), "0.00")
            .Row("ack p50, ms", medians.Select(figures => figures.AckP50), "0.0")
            .Row("ack p99, ms", medians.Select(figures => figures.AckP99), "0.0")
            .Row("processor time of the server, µs", medians.Select(figures => figures.ServerCpu), "0.0")
            .Row("processor time of the load, µs", medians.Select(figures => figures.LoadCpu), "0.0")
            .Row("allocated by the server, bytes", medians.Select(figures => figures.Allocated))
            .Row("full collections in a turn", medians.Select(figures => figures.Gen2));
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {machine}. {clients} customers, each of whom writes again as soon as the last text is acked, and {Agents} agents' sockets to which every text is
            delivered; all of it on this one machine. {rounds} rounds in turn, {time.TotalSeconds:0} s each after {WarmUp.TotalSeconds:0} s of warm-up; medians. Every acked text was found in the store.

            {table}
            KefuBlazor stored {own.Group:0} texts a commit. A bare SQLite writer with its schema and groups of that size writes {written:0} a second: KefuBlazor does {own.Acked / written:0.00} of that.
            """);
        double Beside(string name) => contenders.FindIndex(contender => contender.Name == name) is >= 0 and var at ? own.Acked / medians[at].Acked : double.NaN;
        return new Findings(text,
        [
            Aim.AtLeast(0.3, "×", "texts a second, beside a raw echo", Beside(EchoContender.Title)),
            Aim.AtLeast(0.6, "×", "texts a second, beside a bare SQLite writer", own.Acked / written),
            Aim.AtLeast(6, "×", "texts a second, beside Socket.IO with better-sqlite3", Beside(SocketIoContender.Title)),
            Aim.AtLeast(30, "×", "texts a second, beside SignalR with EF Core", Beside(SignalRContender.Title)),
            Aim.AtMost(4096, "bytes", "allocated by the server for each text", own.Allocated),
            Aim.AtMost(2, "", "full collections in 60 s of relaying", turns[product].Sum(turn => turn.Gen2) / (rounds * time.TotalSeconds) * 60),
        ]);
    }
}
