using KefuBlazor.Chaos.Faults;

namespace KefuBlazor.Chaos.Trials;

/// <summary>Customers lose the network for a moment, a minute and ten, or come back from another address.</summary>
internal sealed class R13TwoWayCut : Trial
{
    private const int Backlog = 2000;

    private static readonly TimeSpan ServerNotices = TimeSpan.FromSeconds(45);

    public override string Id => "R13";

    public override string Fault => "two-way cuts of 5, 60 and 600 s; change of address; 2000 messages missed";

    public override async Task PlayAsync(TrialRun run)
    {
        TcpProxy? proxy = null;
        var plan = StagePlan.For(run) with
        {
            Route = (topology, isAgent, _) => isAgent ? topology.Entry : (proxy ??= new TcpProxy(() => topology.Entry)).Address,
        };
        await using var stage = await Stage.OpenAsync(run, plan);
        await using var wire = proxy!;
        foreach (var seconds in run.Pick<int[]>([5, 60, 600], [5]))
            await CutAsync(run, stage, wire, TimeSpan.FromSeconds(seconds));

        await stage.PlayAsync(TimeSpan.FromSeconds(5), async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            wire.Tear();
        });
        await Load.Crowd.UntilAsync(() => stage.Crowd.Customers.All(client => client.IsConnected), TimeSpan.FromSeconds(30));
        await CatchUpAsync(run, stage);
        await stage.SettleAsync();
    }

    private static async Task CutAsync(TrialRun run, Stage stage, TcpProxy wire, TimeSpan cut)
    {
        // Ten minutes of full load would be a test of patience.
        var under = cut > TimeSpan.FromSeconds(60) ? TimeSpan.FromSeconds(60) : cut;
        await stage.PlayAsync(under + TimeSpan.FromSeconds(2), async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            var cutConnections = wire.Connections;
            wire.SilenceBoth();
            if (cut > ServerNotices)
            {
                var noticed = await Load.Crowd.UntilAsync(
                    () => wire.EndedByServer + Math.Max(0, cutConnections - wire.Connections) >= cutConnections * 0.99, ServerNotices + TimeSpan.FromSeconds(5));
                run.Bound("server noticed in", noticed ?? TimeSpan.MaxValue, ServerNotices);
                await Task.Delay(cut - (noticed ?? TimeSpan.Zero));
            }
            else
            {
                await Task.Delay(cut);
            }

            wire.Heal();
        });
        foreach (var customer in stage.Crowd.Customers)
            customer.SetOffline(false); // the browser says "online"
        var whole = System.Diagnostics.Stopwatch.StartNew();
        while (whole.Elapsed < TimeSpan.FromSeconds(40) && !await stage.IsCompleteAsync())
            await Task.Delay(200);
        run.Bound($"whole after {cut.TotalSeconds:0} s in", whole.Elapsed, TimeSpan.FromSeconds(30));
    }

    private static async Task CatchUpAsync(TrialRun run, Stage stage)
    {
        var customer = stage.Crowd.Customers[0];
        var conversation = customer.Views()[0].ConversationId;
        var agent = stage.Crowd.Agents.First(one => one.Mine.Contains(conversation));
        customer.SetOffline(true);
        await Load.Crowd.UntilAsync(() => !customer.IsConnected, TimeSpan.FromSeconds(5));
        for (var index = 0; index < Backlog; index++)
            agent.Say($"missed {index}", conversation);
        await Load.Crowd.UntilAsync(() => agent.Waiting == 0, TimeSpan.FromSeconds(60));
        var last = agent.Holds(conversation);
        customer.SetOffline(false);
        await Load.Crowd.UntilAsync(() => customer.IsConnected, TimeSpan.FromSeconds(30));
        var caughtUp = await Load.Crowd.UntilAsync(() => customer.Holds(conversation) >= last, TimeSpan.FromSeconds(30));
        run.Bound($"{Backlog} missed messages in", caughtUp ?? TimeSpan.MaxValue, TimeSpan.FromSeconds(3));
    }
}
