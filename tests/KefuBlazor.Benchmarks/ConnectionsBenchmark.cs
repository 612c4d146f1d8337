using System.Globalization;
using KefuBlazor.Benchmarks.Load;
using KefuBlazor.Benchmarks.Measures;
using KefuBlazor.Benchmarks.Reports;
using KefuBlazor.Testing;

namespace KefuBlazor.Benchmarks;

/// <summary>What one connection costs that is only there.</summary>
internal sealed class ConnectionsBenchmark : Benchmark
{
    private const int DefaultClients = 4000;
    private const int Steps = 2;
    private const int AtOnce = 50;
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(20);

    public override string Name => "connections";

    public override string Summary => "one node with idle customers: memory and processor time for each";

    public override string Document => "docs/scaling.md";

    public override async Task<Findings> RunAsync(BenchmarkOptions options, Publishing publishing)
    {
        var machine = Machine.Describe();
        var clients = options.Clients ?? DefaultClients;
        var seconds = options.Seconds ?? 10;
        var server = await publishing.ServerAsync();
        await using var cluster = await Cluster.StartAsync(1, PublishedServer.Settings, server.Program);
        var node = cluster.Nodes[0];
        var customers = new List<IdleCustomer>();
        var points = new List<(int Connected, double Megabytes, double CpuShare)>();
        try
        {
            for (var step = 0; step <= Steps; step++)
            {
                while (customers.Count < clients * step / Steps)
                    await ConnectSomeAsync(customers, node.BaseAddress);
                points.Add(await MeasureAsync(node, customers.Count, TimeSpan.FromSeconds(seconds)));
                Console.WriteLine(points[^1]);
            }

            if (customers.Any(customer => !customer.IsConnected))
                throw new InvalidOperationException("Some were cut off.");
        }
        finally
        {
            foreach (var customer in customers)
                await customer.DisposeAsync();
        }

        var each = (points[^1].Megabytes - points[1].Megabytes) * 1024 / (points[^1].Connected - points[1].Connected);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {machine}. One node (published, Release) with PostgreSQL and Redis; new customers who connect, are welcomed and only answer pings.
            {Settles.TotalSeconds:0} s after the last came, over {seconds} s. Between the last two columns a connection costs {each:0.0} KB.

            {new Table("connections", points.Select(point => point.Connected.ToString(CultureInfo.InvariantCulture)))
                .Row("memory of the node (resident), MB", points.Select(point => point.Megabytes))
                .Row("its share of one core, %", points.Select(point => 100 * point.CpuShare), "0.0")}
            """);
        return new Findings(text, []);
    }

    private static async Task ConnectSomeAsync(List<IdleCustomer> customers, Uri node)
    {
        var some = Enumerable.Range(0, AtOnce).Select(_ => new IdleCustomer()).ToList();
        customers.AddRange(some);
        await Task.WhenAll(some.Select(customer => customer.ConnectAsync(node)));
    }

    private static async Task<(int Connected, double Megabytes, double CpuShare)> MeasureAsync(ServerProcess node, int connected, TimeSpan time)
    {
        await Task.Delay(Settles);
        var before = ProcFile.CpuOf(node.Id);
        await Task.Delay(time);
        return (connected, ProcFile.ResidentOf(node.Id) / 1048576.0, (ProcFile.CpuOf(node.Id) - before) / time);
    }
}
