using System.Net;
using KefuBlazor.Chaos.Clients;
using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>Many first messages of one customer at once, and many agents who take one conversation at once, on all nodes.</summary>
internal sealed class R18Races : Trial
{
    private const int FirstMessages = 50;

    public override string Id => "R18";

    public override string Fault => "50 first messages of one customer at once; 20 agents accept one conversation";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Single, TopologyKind.Cluster];

    public override TopologyKind? InEveryRun => TopologyKind.Cluster;

    public override Company Company => Company.Any;

    public override TimeSpan About => TimeSpan.FromSeconds(40);

    public override async Task PlayAsync(TrialRun run)
    {
        await using var topology = Topology.Make(run.Kind);
        await topology.StartAsync();
        var names = Enumerable.Range(1, 20).Select(number => $"kefu{number:000}").ToList();
        await topology.Store.AddAgentsAsync("kefu001", names.Skip(3));
        var rounds = run.Pick(20, 4);
        for (var round = 0; round < rounds; round++)
            await OpenAtOnceAsync(run, topology, run.Seed + round);

        var tokens = await Task.WhenAll(names.Select(name => Api.LoginAsync(topology.Entry, name, CancellationToken.None)));
        run.Require(tokens.All(token => token is not null), "an agent could not sign in");
        for (var round = 0; round < rounds; round++)
            await AcceptAtOnceAsync(run, topology, tokens, run.Seed + 1000 + round);
        run.Figure($"{rounds} rounds each");
    }

    private static async Task OpenAtOnceAsync(TrialRun run, Topology topology, int seed)
    {
        await using var crowd = await OneCustomerAsync(topology, seed);
        var customer = crowd.Customers[0];
        var answers = await Task.WhenAll(Enumerable.Range(1, FirstMessages).Select(index => Api.TryPostAsync(
            new Uri(NodeFor(topology, index).Address, "api/messages"),
            customer.Token,
            new { type = "text", client_id = $"first-{index}", content = "hello" })));
        run.Require(answers.All(status => status == HttpStatusCode.OK), $"a first message was answered {answers.FirstOrDefault(status => status != HttpStatusCode.OK)}");
        var conversations = (await topology.Store.ConversationsAsync()).Where(one => one.CustomerId == customer.UserId).ToList();
        run.Require(conversations.Count == 1, $"{conversations.Count} conversations came of {FirstMessages} first messages");
        run.Require(conversations[0].LastSeq == FirstMessages, $"{conversations[0].LastSeq} of {FirstMessages} first messages are in the conversation");
    }

    private static async Task AcceptAtOnceAsync(TrialRun run, Topology topology, string?[] tokens, int seed)
    {
        // Nobody has a socket open, so it waits.
        await using var crowd = await OneCustomerAsync(topology, seed);
        await Api.TryPostAsync(
            new Uri(topology.Entry, "api/messages"), crowd.Customers[0].Token, new { type = "text", client_id = "hello", content = "hello" });
        var waiting = (await topology.Store.ConversationsAsync()).Single(one => one.CustomerId == crowd.Customers[0].UserId);
        var answers = await Task.WhenAll(tokens.Select((token, index) =>
            Api.TryPostAsync(new Uri(NodeFor(topology, index).Address, $"api/sessions/{waiting.Id}/accept"), token, new { })));
        var winners = answers.Count(status => status == HttpStatusCode.OK);
        var losers = answers.Count(status => status == HttpStatusCode.Conflict);
        run.Require(winners == 1 && losers == tokens.Length - 1, $"{winners} agents won and {losers} were refused cleanly, of {tokens.Length}");
        var after = (await topology.Store.ConversationsAsync()).Single(one => one.Id == waiting.Id);
        run.Require(after.EveryAgent.Count == 1, $"{after.EveryAgent.Count} agents had the conversation");
    }

    private static ServerNode NodeFor(Topology topology, int index) => topology.Nodes[index % topology.Nodes.Count];

    private static async Task<Load.Crowd> OneCustomerAsync(Topology topology, int seed)
    {
        var crowd = new Load.Crowd(new Records.Journal(), new ClientSettings(), seed, [topology.Entry], []);
        await crowd.ConnectAllAsync();
        return crowd;
    }
}
