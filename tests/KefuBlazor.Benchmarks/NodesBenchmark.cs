using System.Diagnostics;
using System.Globalization;
using KefuBlazor.Benchmarks.Load;
using KefuBlazor.Benchmarks.Measures;
using KefuBlazor.Benchmarks.Reports;
using KefuBlazor.Testing;

namespace KefuBlazor.Benchmarks;

/// <summary>What a second and a third node cost and give.</summary>
internal sealed class NodesBenchmark : Benchmark
{
    private const int DefaultClients = 60;
    private static readonly int[] NodeCounts = [1, 2, 3];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public override string Name => "nodes";

    public override string Summary => "1, 2 and 3 nodes on one PostgreSQL and Redis: messages a second, latencies, and who uses the processors";

    public override string Document => "docs/scaling.md";

    public override async Task<Findings> RunAsync(BenchmarkOptions options, Publishing publishing)
    {
        var machine = Machine.Describe();
        var clients = options.Clients ?? DefaultClients;
        var rounds = options.Rounds ?? 3;
        var seconds = options.Seconds ?? 6;
        var server = await publishing.ServerAsync();
        var measured = NodeCounts.ToDictionary(count => count, _ => new List<Figures>());

        // In turn, so that what else the machine does falls on all alike.
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var count in NodeCounts)
            {
                var figures = await MeasureAsync(server, count, clients, TimeSpan.FromSeconds(seconds));
                measured[count].Add(figures);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"round {round}, {count} node(s): {figures.Acked:0} acked/s, p50 {figures.AckP50:0.0} ms, p99 {figures.AckP99:0.0} ms"));
            }
        }

        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {machine}. All of it on this one machine: nodes (published, Release), PostgreSQL, Redis and the load. {clients} customers and 3 agents on raw
            sockets, spread over the nodes without a proxy; each customer writes, waits for the ack and the agent's answer, and writes again. {rounds} rounds of
            1, 2 and 3 nodes in turn, {seconds} s each after {WarmUp.TotalSeconds:0} s of warm-up; medians.

            {Tabulate(measured)}
            """);
        return new Findings(text, []);
    }

    private static async Task<Figures> MeasureAsync(PublishedServer server, int nodes, int clients, TimeSpan time)
    {
        await using var cluster = await Cluster.StartAsync(nodes, PublishedServer.Settings, server.Program);
        var loop = await ClosedLoop.OpenAsync(cluster, clients);
        Usage before, after;
        await using (loop)
        {
            await loop.BeginAsync();
            await Task.Delay(WarmUp);
            before = await Usage.ReadAsync(cluster);
            await Task.Delay(time);
            after = await Usage.ReadAsync(cluster);
            loop.ThrowOnFaults();
        }

        return Figures.Of(loop, before, after);
    }

    private static Table Tabulate(Dictionary<int, List<Figures>> measured)
    {
        var table = new Table("nodes", NodeCounts.Select(count => count.ToString(CultureInfo.InvariantCulture)));
        foreach (var (name, figure, format) in Figures.Rows)
            table.Row(name, NodeCounts.Select(count => Latencies.Percentile([.. measured[count].Select(figure).Order()], 0.5)), format);
        return table;
    }

    /// <summary>The figures of one measurement.</summary>
    private sealed record Figures(
        double Acked, double Delivered, double AckP50, double AckP99, double WayP50, double WayP99, double Apart, double Seconds, Usage Before, Usage After)
    {
        public static IReadOnlyList<(string Name, Func<Figures, double> Figure, string Format)> Rows { get; } =
        [
            ("messages acked a second", one => one.Acked, "0"),
            ("messages delivered a second", one => one.Delivered, "0"),
            ("customers whose agent is on another node, %", one => 100 * one.Apart, "0"),
            ("ack p50, ms", one => one.AckP50, "0.0"),
            ("ack p99, ms", one => one.AckP99, "0.0"),
            ("to the other side p50, ms", one => one.WayP50, "0.0"),
            ("to the other side p99, ms", one => one.WayP99, "0.0"),
            ("processor time of the nodes, ms a message", one => one.PerMessage(usage => usage.Servers), "0.00"),
            ("… of PostgreSQL", one => one.PerMessage(usage => usage.Postgres), "0.00"),
            ("… of Redis", one => one.PerMessage(usage => usage.Redis), "0.00"),
            ("… of the load", one => one.PerMessage(usage => usage.Load), "0.00"),
            ("cores at work in all of them", one => one.Cores, "0.00"),
            ("time in PostgreSQL, ms a message", one => one.PerMessage(usage => usage.InPostgres), "0.00"),
            ("commits a second", one => one.PerSecond(usage => usage.Commits), "0"),
            ("syncs of PostgreSQL's log a second", one => one.PerSecond(usage => usage.Syncs), "0"),
            ("words published a second", one => one.PerSecond(usage => usage.Words), "0"),
            ("Redis commands a second", one => one.PerSecond(usage => usage.RedisCalls), "0"),
            ("share of time that Redis is at work, %", one => 100 * one.Spent(usage => usage.InRedis).TotalSeconds / one.Seconds, "0.0"),
        ];

        private double Cores => (Spent(usage => usage.Servers) + Spent(usage => usage.Postgres) + Spent(usage => usage.Redis) + Spent(usage => usage.Load)).TotalSeconds / Seconds;

        public static Figures Of(ClosedLoop loop, Usage before, Usage after)
        {
            var seconds = Stopwatch.GetElapsedTime(before.At, after.At).TotalSeconds;
            var (acks, ways) = (loop.Acks(before.At, after.At), loop.Deliveries(before.At, after.At));
            return new Figures(
                acks.Length / seconds,
                ways.Length / seconds,
                Latencies.Percentile(acks, 0.5),
                Latencies.Percentile(acks, 0.99),
                Latencies.Percentile(ways, 0.5),
                Latencies.Percentile(ways, 0.99),
                loop.Apart,
                seconds,
                before,
                after);
        }

        private TimeSpan Spent(Func<Usage, TimeSpan> part) => part(After) - part(Before);

        private double PerMessage(Func<Usage, TimeSpan> part) => Spent(part).TotalMilliseconds / (Acked * Seconds);

        private double PerSecond(Func<Usage, long> count) => (count(After) - count(Before)) / Seconds;
    }
}
