using KefuBlazor.Benchmarks.Measures;
using KefuBlazor.Testing;

namespace KefuBlazor.Benchmarks.Load;

/// <summary>Customers and agents over all nodes of a cluster: each customer writes, is answered, and writes again.</summary>
internal sealed class ClosedLoop : IAsyncDisposable
{
    private static readonly string[] AgentNames = ["kefu001", "kefu002", "kefu003"];

    private readonly List<LoadAgent> _agents = [];
    private readonly List<LoadCustomer> _customers = [];

    /// <summary>Connects all, and opens every conversation.</summary>
    public static async Task<ClosedLoop> OpenAsync(Cluster cluster, int customers)
    {
        var loop = new ClosedLoop();
        try
        {
            await loop.ConnectAsync(cluster, customers);
            return loop;
        }
        catch
        {
            await loop.DisposeAsync();
            throw;
        }
    }

    /// <summary>The share of customers whose agent is connected to another node.</summary>
    public double Apart { get; private set; }

    /// <summary>Lets all customers write.</summary>
    public Task BeginAsync() => Task.WhenAll(_customers.Select(customer => customer.GoOnAsync()));

    /// <summary>How long acks took, in milliseconds, ascending.</summary>
    public double[] Acks(long from, long to) => Latencies.Between(All.Select(client => client.Acks), from, to);

    /// <summary>How long the way to the other side took, in milliseconds, ascending.</summary>
    public double[] Deliveries(long from, long to) => Latencies.Between(All.Select(client => client.Deliveries), from, to);

    /// <summary>Throws where somebody was refused anything or cut off.</summary>
    public void ThrowOnFaults()
    {
        if (All.Select(client => client.Fault).FirstOrDefault(fault => fault is not null) is { } fault)
            throw new InvalidOperationException(fault);
    }

    /// <summary>Ends all loops; figures can be read from then on.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var client in All)
            await client.DisposeAsync();
    }

    private IEnumerable<LoadClient> All => _customers.Concat<LoadClient>(_agents);

    private async Task ConnectAsync(Cluster cluster, int customers)
    {
        var nodes = cluster.Nodes.Select(node => node.BaseAddress).ToList();
        var nodeOf = new Dictionary<string, Uri>();
        foreach (var name in AgentNames)
        {
            var agent = new LoadAgent(name);
            _agents.Add(agent);
            nodeOf[name] = nodes[nodeOf.Count % nodes.Count];
            await agent.ConnectAsync(nodeOf[name]);
        }

        // One after another, so that agents are given customers in turn; nodes turn more slowly, so that every agent has customers on every node.
        var apart = 0;
        for (var number = 0; number < customers; number++)
        {
            var node = nodes[number / AgentNames.Length % nodes.Count];
            var customer = new LoadCustomer();
            _customers.Add(customer);
            await customer.ConnectAsync(node);
            await customer.BeginAsync();
            if (nodeOf[customer.Agent!] != node)
                apart++;
        }

        Apart = (double)apart / customers;
    }
}
