using KefuBlazor.Chaos.Clients;
using KefuBlazor.Chaos.Load;
using KefuBlazor.Chaos.Nodes;
using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Trials;

/// <summary>The browser freezes the customer's tab, as it does with those that nobody looks at, while the agent goes on writing.</summary>
internal sealed class R14FrozenTab : Trial
{
    private const int Missed = 40;

    public override string Id => "R14";

    public override string Fault => "the widget's tab frozen for 10 min";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Cluster];

    public override Company Company => Company.LongOnes;

    public override TimeSpan About => TimeSpan.FromSeconds(640);

    public override Task<string?> FindObstacleAsync(TopologyKind kind) => Task.FromResult(Chromium.FindObstacle());

    public override async Task PlayAsync(TrialRun run)
    {
        await using var topology = Topology.Make(run.Kind);
        await topology.StartAsync();
        await using var crowd = new Crowd(new Journal(), new ClientSettings(), run.Seed, [], [("kefu001", topology.Entry)]);
        await crowd.ConnectAllAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(new Uri(topology.Entry, "kehu/"));
        await page.Locator("kefu-chat textarea").FillAsync("hello");
        await page.Locator("kefu-chat textarea").PressAsync("Enter");
        var agent = crowd.Agents[0];
        run.Require(await Crowd.UntilAsync(() => agent.Mine.Count == 1, TimeSpan.FromSeconds(30)) is not null, "the customer was given no agent");

        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "frozen" });
        var asleep = run.Pick(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(20));
        for (var index = 1; index <= Missed; index++)
        {
            await Task.Delay(asleep / Missed);
            agent.Say($"missed {index:00}.", agent.Mine.Single());
        }

        await Crowd.UntilAsync(() => agent.Waiting == 0, TimeSpan.FromSeconds(30));
        var shown = page.Locator("kefu-chat .bubble:not(.dots)");
        await cdp.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "active" });
        var complete = await Patience.UntilAsync(async () => await shown.CountAsync() > Missed, TimeSpan.FromSeconds(60));
        run.Bound($"{Missed} messages shown after waking in", complete, TimeSpan.FromSeconds(5));
        var texts = await shown.AllInnerTextsAsync();
        var expected = Enumerable.Range(1, Missed).Select(index => $"missed {index:00}.").Prepend("hello").ToList();
        run.Require(
            texts.Count == expected.Count && texts.Zip(expected).All(pair => pair.First.Contains(pair.Second, StringComparison.Ordinal)),
            $"shown is {string.Join(" | ", texts)}");
    }
}
