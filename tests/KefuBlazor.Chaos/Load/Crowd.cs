using System.Diagnostics;
using KefuBlazor.Chaos.Clients;
using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Load;

/// <summary>All clients of a run.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private static readonly TimeSpan OpenWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ToldWithin = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];

    /// <param name="journal">What they do and see goes here.</param>
    /// <param name="settings">How patient they are.</param>
    /// <param name="seed">Of their back-off.</param>
    /// <param name="customers">How many customers, and where each connects.</param>
    /// <param name="agents">Who the agents are, and where each connects.</param>
    public Crowd(
        Journal journal,
        ClientSettings settings,
        int seed,
        IEnumerable<Uri> customers,
        IEnumerable<(string Name, Uri Server)> agents)
    {
        Journal = journal;
        Customers = [.. customers.Select((server, index) => new CustomerClient($"customer{index + 1}", server, settings, journal, seed + index))];
        Agents = [.. agents.Select((one, index) => new AgentClient(one.Name, one.Server, settings, journal, seed + 100_000 + index))];
    }

    public Journal Journal { get; }

    public IReadOnlyList<CustomerClient> Customers { get; }

    public IReadOnlyList<AgentClient> Agents { get; }

    public IEnumerable<ChatClient> All => Agents.Concat<ChatClient>(Customers);

    /// <summary>Connects all, agents first, and has each customer say a first word, so that everybody has a conversation.</summary>
    /// <param name="countAssigned">
    /// Counts the conversations that have an agent, by what is stored: what agents are told may be what is broken on purpose.
    /// </param>
    public async Task OpenAsync(Func<Task<int>> countAssigned)
    {
        await ConnectAllAsync();
        foreach (var customer in Customers)
            customer.Say("你好 hello");
        var assigned = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < OpenWithin && (assigned < Customers.Count || All.Any(client => client.Waiting > 0)))
        {
            await Task.Delay(100);
            assigned = await countAssigned();
        }

        if (assigned < Customers.Count)
            throw new TimeoutException($"{assigned} of {Customers.Count} customers were given an agent.");
        await UntilAsync(() => Agents.Sum(agent => agent.Mine.Count) >= Customers.Count, ToldWithin);
    }

    /// <summary>Connects all, agents first.</summary>
    public async Task ConnectAllAsync()
    {
        _running.Add(PulseAsync());
        await ConnectAsync(Agents);
        foreach (var some in Customers.Chunk(50))
            await ConnectAsync(some);
    }

    /// <summary>Ends all clients; what they hold can still be read.</summary>
    public async Task StopAsync()
    {
        if (!_stop.IsCancellationRequested)
            await _stop.CancelAsync();
        await Task.WhenAll(_running);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    /// <summary>Looks until it holds or time is up.</summary>
    /// <returns>How long it took; null where it never held.</returns>
    public static async Task<TimeSpan?> UntilAsync(Func<bool> holds, TimeSpan within)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < within)
        {
            if (holds())
                return watch.Elapsed;
            await Task.Delay(50);
        }

        return holds() ? watch.Elapsed : null;
    }

    private async Task ConnectAsync(IReadOnlyCollection<ChatClient> clients)
    {
        foreach (var client in clients)
            _running.Add(client.RunAsync(_stop.Token));
        if (await UntilAsync(() => clients.All(client => client.IsConnected), OpenWithin) is null)
            throw new TimeoutException($"{clients.Count(client => !client.IsConnected)} of {clients.Count} clients did not get in.");
    }

    private async Task PulseAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                foreach (var client in All)
                    client.Pulse();
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
