using System.Net;
using System.Text;
using KefuBlazor.Chaos.Load;
using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>Customers lose the network for a moment or a minute, come back from another address, and miss a great many messages.</summary>
internal sealed class R13TwoWayCut : Trial
{
    private const int Backlog = 2000;
    private const int Uploads = 6;
    private const int UploadBytes = 1024 * 1024;

    private static readonly IPAddress Elsewhere = IPAddress.Parse("127.0.0.2");

    public override string Id => "R13";

    public override string Fault => "two-way cuts of 5 and 60 s; the network killed amid uploads and sends; change of address; 2000 messages missed";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Single, TopologyKind.Cluster];

    public override TimeSpan About => TimeSpan.FromSeconds(170);

    public override async Task PlayAsync(TrialRun run)
    {
        await using var cable = new Cable();
        await using var stage = await Stage.OpenAsync(run, cable.Lay(StagePlan.For(run)));
        foreach (var seconds in run.Pick<int[]>([5, 60], [5]))
            await cable.CutAsync(run, stage, TimeSpan.FromSeconds(seconds));
        await KillAmidUploadsAsync(run, stage, cable);
        await MoveAsync(run, stage, cable);
        await CatchUpAsync(run, stage);
        await stage.SettleAsync();
    }

    /// <summary>The wire goes dead with files half way up and texts behind them, and every connection with it. Nobody resends by hand.</summary>
    private static async Task KillAmidUploadsAsync(TrialRun run, Stage stage, Cable cable)
    {
        var customers = stage.Crowd.Customers.Take(Uploads).ToList();
        var dead = cable.Wire.SilenceBothAfterAsync(Uploads * UploadBytes / 2);
        var sends = customers.SelectMany((customer, index) => new[]
        {
            customer.SayFile(Encoding.UTF8.GetBytes($"{index} ".PadRight(UploadBytes, 'x'))),
            customer.Say($"behind a file {index}"),
        }).ToList();
        await dead.WaitAsync(TimeSpan.FromSeconds(30));
        foreach (var customer in customers)
            sends.Add(customer.Say("said to a dead wire"));
        await Task.Delay(TimeSpan.FromSeconds(3));
        var unanswered = sends.Count(send => send.AckedAt is null);
        cable.Wire.Tear();
        cable.Wire.Heal();

        var whole = await Crowd.UntilAsync(() => sends.All(send => send.AckedAt is not null), TimeSpan.FromSeconds(60));
        run.Require(unanswered > Uploads, $"only {unanswered} sends were under way when the network went");
        run.Bound($"{unanswered} sends and uploads that were cut stored in", whole, TimeSpan.FromSeconds(30));
    }

    private static async Task MoveAsync(TrialRun run, Stage stage, Cable cable)
    {
        var moved = stage.Crowd.Customers.ToDictionary(customer => customer, customer => customer.Welcomes);
        await stage.PlayAsync(TimeSpan.FromSeconds(8), async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            var stale = cable.Wire.Connections;
            cable.Wire.MoveClientsTo(Elsewhere);
            var back = await Crowd.UntilAsync(() => moved.All(one => one.Key.IsConnected && one.Key.Welcomes > one.Value), TimeSpan.FromSeconds(40));
            run.Bound("back from another address in", back, TimeSpan.FromSeconds(10));
            run.Say($"the server still holds {stale} connections whose clients are gone");
        });
    }

    private static async Task CatchUpAsync(TrialRun run, Stage stage)
    {
        var customer = stage.Crowd.Customers[0];
        var conversation = customer.Views()[0].ConversationId;
        var agent = stage.Crowd.Agents.First(one => one.Mine.Contains(conversation));
        customer.SetOffline(true);
        await Crowd.UntilAsync(() => !customer.IsConnected, TimeSpan.FromSeconds(5));
        for (var index = 0; index < Backlog; index++)
            agent.Say($"missed {index}", conversation);
        await Crowd.UntilAsync(() => agent.Waiting == 0, TimeSpan.FromSeconds(60));
        var last = agent.Holds(conversation);
        customer.SetOffline(false);
        await Crowd.UntilAsync(() => customer.IsConnected, TimeSpan.FromSeconds(30));
        var caughtUp = await Crowd.UntilAsync(() => customer.Holds(conversation) >= last, TimeSpan.FromSeconds(30));
        run.Require(last >= Backlog, $"only {last} messages were there to be missed");
        run.Bound($"{Backlog} missed messages in", caughtUp, TimeSpan.FromSeconds(3));
    }
}
