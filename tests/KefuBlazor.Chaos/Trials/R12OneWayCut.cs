using KefuBlazor.Chaos.Clients;
using KefuBlazor.Chaos.Faults;
using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>Half of the customers can send and hear nothing. Only time can tell them, and the server.</summary>
internal sealed class R12OneWayCut : Trial
{
    public override string Id => "R12";

    public override string Fault => "one-way cut, server to client, 60 s";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Single, TopologyKind.Cluster];

    public override TopologyKind? InEveryRun => TopologyKind.Single;

    public override TimeSpan About => TimeSpan.FromSeconds(110);

    public override async Task PlayAsync(TrialRun run)
    {
        // The short form has impatient clients and an impatient server; the long one the real times.
        var cut = run.Pick(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10));
        TcpProxy? proxy = null;
        var plan = StagePlan.For(run) with
        {
            Clients = run.IsShort
                ? new ClientSettings { HeartbeatAfter = TimeSpan.FromSeconds(3), DeadAfter = TimeSpan.FromSeconds(2), OpenWithin = TimeSpan.FromSeconds(4) }
                : new ClientSettings(),
            Settings = run.IsShort
                ? new Dictionary<string, string> { ["Sockets__PingInterval"] = "00:00:02", ["Sockets__SilenceTimeout"] = "00:00:06" }
                : null,
            Route = (topology, isAgent, index) =>
                isAgent || index % 2 == 0 ? topology.Entry : (proxy ??= new TcpProxy(() => topology.Entry)).Address,
        };
        await using var stage = await Stage.OpenAsync(run, plan);
        await using var wire = proxy!;
        var deaf = stage.Crowd.Customers.Where((_, index) => index % 2 == 1).ToList();
        await stage.PlayAsync(cut, async () =>
        {
            var connections = wire.Connections;
            wire.SilenceServer();
            var noticed = await Load.Crowd.UntilAsync(() => deaf.TrueForAll(client => !client.IsConnected), cut);
            run.Bound("noticed in", noticed, TimeSpan.FromSeconds(45));
            run.Say($"{connections} connections were cut");
        });
        wire.Heal();
        var back = await Load.Crowd.UntilAsync(() => deaf.TrueForAll(client => client.IsConnected), TimeSpan.FromSeconds(40));
        run.Bound("back in", back, TimeSpan.FromSeconds(5));
        var dropped = await Patience.UntilAsync(async () => await CountSocketsAsync(stage) == stage.Crowd.All.Count(), TimeSpan.FromSeconds(60));
        run.Bound("no dead socket left after", dropped, TimeSpan.FromSeconds(45));
        await stage.SettleAsync();
    }

    private static async Task<int> CountSocketsAsync(Stage stage)
    {
        var sum = 0;
        foreach (var node in stage.Topology.Nodes)
            sum += await node.CountSocketsAsync() ?? 0;
        return sum;
    }
}
