using KefuBlazor.Chaos.Checking;
using KefuBlazor.Chaos.Clients;
using KefuBlazor.Chaos.Load;
using KefuBlazor.Chaos.Nodes;
using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Trials;

/// <summary>How a stage is set.</summary>
internal sealed record StagePlan
{
    public int Customers { get; init; } = 200;

    public int Agents { get; init; } = 20;

    public int MessagesPerSecond { get; init; } = 50;

    public ClientSettings Clients { get; init; } = new();

    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    /// <summary>Where the topology's data go; a temporary folder unless given.</summary>
    public string? Folder { get; init; }

    /// <summary>Done to the topology before its first start.</summary>
    public Action<Topology>? Prepare { get; init; }

    /// <summary>Where a client connects, by its kind and number; the topology's entry unless given.</summary>
    public Func<Topology, bool, int, Uri>? Route { get; init; }

    /// <summary>The standard load, or a small one that shares a machine with other tests.</summary>
    public static StagePlan For(TrialRun run) => run.IsShort ? new StagePlan { Customers = 30, Agents = 5, MessagesPerSecond = 30 } : new StagePlan();
}

/// <summary>A topology with its crowd connected and everybody in a conversation: where faults are played.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly TrialRun _run;

    private Stage(TrialRun run, StagePlan plan, Topology topology, Crowd crowd)
    {
        _run = run;
        Topology = topology;
        Crowd = crowd;
        Traffic = new Traffic(crowd, plan.MessagesPerSecond, run.Seed);
    }

    public Topology Topology { get; }

    public Crowd Crowd { get; }

    public Traffic Traffic { get; }

    public Journal Journal => Crowd.Journal;

    public static async Task<Stage> OpenAsync(TrialRun run, StagePlan plan)
    {
        var topology = Topology.Make(run.Kind, plan.Settings, plan.Folder);
        Crowd? crowd = null;
        try
        {
            plan.Prepare?.Invoke(topology);
            await topology.StartAsync();
            var names = Enumerable.Range(1, plan.Agents).Select(number => $"kefu{number:000}").ToList();
            await topology.Store.AddAgentsAsync("kefu001", names.Skip(3)); // the first three are seeded
            Uri Route(bool isAgent, int index) => plan.Route?.Invoke(topology, isAgent, index) ?? topology.Entry;
            crowd = new Crowd(
                new Journal(),
                plan.Clients,
                run.Seed,
                Enumerable.Range(0, plan.Customers).Select(index => Route(false, index)),
                names.Select((name, index) => (name, Route(true, index))));
            await crowd.OpenAsync(async () => (await topology.Store.ConversationsAsync()).Count(conversation => conversation.AgentId is not null));
            run.Say($"{plan.Customers} customers and {plan.Agents} agents are connected");
            return new Stage(run, plan, topology, crowd);
        }
        catch
        {
            if (crowd is not null)
                await crowd.DisposeAsync();
            await topology.DisposeAsync();
            throw;
        }
    }

    /// <summary>Plays a part under load: both end before it returns.</summary>
    /// <returns>From when to when.</returns>
    public async Task<(TimeSpan From, TimeSpan To)> PlayAsync(TimeSpan duration, Func<Task>? fault = null)
    {
        var from = Journal.Now;
        await Task.WhenAll(Traffic.RunAsync(duration), fault?.Invoke() ?? Task.CompletedTask);
        return (from, Journal.Now);
    }

    /// <summary>
    /// All faults are healed and the load is over: waits until everybody holds everything, no longer than <paramref name="within"/>, then
    /// has the checker look at what was done, seen and stored.
    /// </summary>
    public async Task SettleAsync(TimeSpan? within = null)
    {
        var limit = within ?? _run.Pick(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(40));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (watch.Elapsed < limit && !await IsCompleteAsync())
            await Task.Delay(200);
        _run.Figure($"whole after {TrialRun.Format(watch.Elapsed)} (≤ {TrialRun.Format(limit)})");
        await Crowd.StopAsync();
        await JudgeAsync();
    }

    /// <summary>Whether all are connected, nothing waits for an ack, and every member holds every message.</summary>
    public async Task<bool> IsCompleteAsync()
    {
        if (!Crowd.All.All(client => client.IsConnected && client.Waiting == 0))
            return false;
        var clients = Crowd.All.ToDictionary(client => client.UserId ?? client.Name);
        return (await Topology.Store.ConversationsAsync()).All(conversation =>
            Holds(conversation.CustomerId, conversation)
            && (conversation.IsClosed || (conversation.AgentId is { } agent && Holds(agent, conversation))));

        bool Holds(string member, StoredConversation conversation) =>
            !clients.TryGetValue(member, out var client) || client.Holds(conversation.Id) >= conversation.LastSeq;
    }

    public async ValueTask DisposeAsync()
    {
        await Crowd.DisposeAsync();
        await Topology.DisposeAsync();
    }

    private async Task JudgeAsync()
    {
        var evidence = await EvidenceReader.ReadAsync(Topology, Crowd);
        _run.Add(Checker.Find(evidence));
        _run.Add(Journal.Oddities.Select(what => new Violation("client", what)));
        var open = evidence.Sends.Count(send => send.Outcome == SendOutcome.Unknown);
        _run.Require(open == 0, $"{open} sends were never answered");
        _run.Figure($"{evidence.Database.Count} stored, {evidence.Sends.Count(send => send.Outcome == SendOutcome.Ok)} acked");
    }
}
