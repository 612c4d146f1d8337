using System.Diagnostics;
using KefuBlazor.Chaos.Clients;
using KefuBlazor.Chaos.Load;
using KefuBlazor.Chaos.Nodes;
using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Trials;

/// <summary>An agent at the desk whose network is away for so long that another takes the conversation over.</summary>
internal sealed class R16LongLostDesk : Trial
{
    private const string OtherAgent = "kefu002";
    private const string OtherAgentsName = "客服小李";

    public override string Id => "R16L";

    public override string Fault => "network of an agent's desk lost for 10 min";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Cluster];

    public override Company Company => Company.LongOnes;

    public override TimeSpan About => TimeSpan.FromSeconds(660);

    public override Task<string?> FindObstacleAsync(TopologyKind kind) => Task.FromResult(Chromium.FindObstacle());

    public override async Task PlayAsync(TrialRun run)
    {
        await using var desk = await DeskInBrowser.OpenAsync(run);
        var entry = desk.Topology.Entry;
        await using (var other = new Crowd(new Journal(), new ClientSettings(), run.Seed + 1, [], [(OtherAgent, entry)]))
        {
            await other.ConnectAllAsync();
            var cut = Stopwatch.StartNew();
            desk.Wire.SilenceBoth();
            var went = await Crowd.UntilAsync(() => other.Agents[0].Mine.Count == 1, TimeSpan.FromMinutes(4));
            run.Bound("given to another after", went, TimeSpan.FromMinutes(3));
            if (run.Pick(TimeSpan.FromMinutes(10), TimeSpan.Zero) - cut.Elapsed is var rest && rest > TimeSpan.Zero)
                await Task.Delay(rest);
            desk.Wire.Heal();
            run.Bound("then says who has it in", await desk.SaysAsync(OtherAgentsName), TimeSpan.FromSeconds(30));
            await Api.TryPostAsync(new Uri(entry, "api/kefu/logout"), other.Agents[0].Token, new { });
        }

        desk.Customer.Say("and back again");
        run.Bound("back with the draft in", await desk.AtWorkAsync("and back again"), TimeSpan.FromSeconds(30));
    }
}
