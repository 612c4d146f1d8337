using System.Diagnostics;
using KefuBlazor.Chaos.Clients;
using KefuBlazor.Chaos.Faults;
using KefuBlazor.Chaos.Load;
using KefuBlazor.Chaos.Nodes;
using KefuBlazor.Chaos.Records;
using Microsoft.Playwright;

namespace KefuBlazor.Chaos.Trials;

/// <summary>An agent at the desk, in a browser, with a draft half written: the node dies, then the network goes for a moment, then for long.</summary>
internal sealed class R16LostDesk : Trial
{
    private const string Draft = "half a sentence, not yet";
    private const string OtherAgent = "kefu002";
    private const string OtherAgentsName = "客服小李";

    public override string Id => "R16";

    public override string Fault => "the node of an agent's desk killed; network lost for 30 s and for 10 min";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Cluster];

    public override Company Company => Company.LongOnes;

    public override TimeSpan About => TimeSpan.FromSeconds(720);

    public override Task<string?> FindObstacleAsync(TopologyKind kind) => Task.FromResult(Chromium.FindObstacle());

    public override async Task PlayAsync(TrialRun run)
    {
        await using var topology = (ClusterTopology)Topology.Make(run.Kind);
        await topology.StartAsync();
        await using var wire = new TcpProxy(() => topology.Entry);
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(new Uri(wire.Address, "kefu/"));
        await SignInAsync(page);
        await using var crowd = new Crowd(new Journal(), new ClientSettings(), run.Seed, [topology.Entry], []);
        await crowd.ConnectAllAsync();
        var customer = crowd.Customers[0];
        customer.Say("hello");
        await page.Locator("[data-conversation]").First.ClickAsync();
        await Assertions.Expect(page.Locator(".composer textarea")).ToBeFocusedAsync(); // it is ready
        await page.Locator(".composer textarea").FillAsync(Draft);
        var address = page.Url;

        async Task<TimeSpan?> AtWorkAsync(string text)
        {
            var took = await Patience.UntilAsync(
                async () => page.Url == address
                    && await page.Locator("[role=log] .bubble").Filter(new() { HasTextString = text }).CountAsync() == 1
                    && await page.Locator(".composer textarea").InputValueAsync(new() { Timeout = 1000 }) == Draft,
                TimeSpan.FromSeconds(60));
            if (took is null)
                run.Say($"seen at {page.Url}: {await page.Locator("body").InnerTextAsync()}");
            return took;
        }

        var cookie = (await page.Context.CookiesAsync()).Single(one => one.Name == ClusterTopology.NodeCookie).Value;
        var node = topology.Nodes.Single(one => one.Name == cookie);
        await node.KillAsync();
        customer.Say("after the kill");
        run.Bound("after `kill -9` at work in", await AtWorkAsync("after the kill"), TimeSpan.FromSeconds(10));
        await node.StartAsync();

        wire.SilenceBoth();
        customer.Say("while the network was away");
        await Task.Delay(run.Pick(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(8)));
        wire.Heal();
        run.Bound("after 30 s without network in", await AtWorkAsync("while the network was away"), TimeSpan.FromSeconds(10));

        await using (var other = new Crowd(new Journal(), new ClientSettings(), run.Seed + 1, [], [(OtherAgent, topology.Entry)]))
        {
            await other.ConnectAllAsync();
            var cut = Stopwatch.StartNew();
            wire.SilenceBoth();
            var went = await Crowd.UntilAsync(() => other.Agents[0].Mine.Count == 1, TimeSpan.FromMinutes(4));
            run.Bound("given to another after", went, TimeSpan.FromMinutes(3));
            if (run.Pick(TimeSpan.FromMinutes(10), TimeSpan.Zero) - cut.Elapsed is var rest && rest > TimeSpan.Zero)
                await Task.Delay(rest);
            wire.Heal();
            var told = await Patience.UntilAsync(
                async () => page.Url == address && (await page.Locator(".pane").InnerTextAsync(new() { Timeout = 1000 })).Contains(OtherAgentsName, StringComparison.Ordinal),
                TimeSpan.FromSeconds(60));
            run.Bound("then says who has it in", told, TimeSpan.FromSeconds(30));
            await Api.TryPostAsync(new Uri(topology.Entry, "api/kefu/logout"), other.Agents[0].Token, new { });
        }

        customer.Say("and back again");
        run.Bound("back with the draft in", await AtWorkAsync("and back again"), TimeSpan.FromSeconds(30));
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.Locator("input[name='Input.UserName']").FillAsync("kefu001");
        await page.Locator("input[name='Input.Password']").FillAsync("123456");
        await page.Locator("button[type=submit]").Last.ClickAsync();
        await page.Locator(".workspace").WaitForAsync();
    }
}
