using KefuBlazor.Chaos.Clients;
using KefuBlazor.Chaos.Faults;
using KefuBlazor.Chaos.Load;
using KefuBlazor.Chaos.Nodes;
using KefuBlazor.Chaos.Records;
using Microsoft.Playwright;

namespace KefuBlazor.Chaos.Trials;

/// <summary>An agent at the desk, in a browser whose wire can be cut, with one customer and a draft half written.</summary>
internal sealed class DeskInBrowser : IAsyncDisposable
{
    private const string Draft = "half a sentence, not yet";

    private readonly TrialRun _run;
    private readonly Chromium _chromium;
    private readonly Crowd _crowd;
    private readonly IPage _page;
    private readonly string _address;

    private DeskInBrowser(TrialRun run, ClusterTopology topology, TcpProxy wire, Chromium chromium, Crowd crowd, IPage page)
    {
        _run = run;
        Topology = topology;
        Wire = wire;
        _chromium = chromium;
        _crowd = crowd;
        _page = page;
        _address = page.Url;
    }

    public ClusterTopology Topology { get; }

    /// <summary>What lies between the browser and the nodes.</summary>
    public TcpProxy Wire { get; }

    public CustomerClient Customer => _crowd.Customers[0];

    public static async Task<DeskInBrowser> OpenAsync(TrialRun run)
    {
        var topology = (ClusterTopology)Nodes.Topology.Make(run.Kind);
        await topology.StartAsync();
        var wire = new TcpProxy(() => topology.Entry);
        var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(new Uri(wire.Address, "kefu/"));
        await SignInAsync(page);
        var crowd = new Crowd(new Journal(), new ClientSettings(), run.Seed, [topology.Entry], []);
        await crowd.ConnectAllAsync();
        crowd.Customers[0].Say("hello");
        await page.Locator("[data-conversation]").First.ClickAsync();
        await Assertions.Expect(page.Locator(".composer textarea")).ToBeFocusedAsync(); // it is ready
        await page.Locator(".composer textarea").FillAsync(Draft);
        return new DeskInBrowser(run, topology, wire, chromium, crowd, page);
    }

    /// <summary>The node that the agent's circuit lives in.</summary>
    public async Task<ServerNode> FindNodeAsync()
    {
        var cookie = (await _page.Context.CookiesAsync()).Single(one => one.Name == ClusterTopology.NodeCookie).Value;
        return Topology.Nodes.Single(one => one.Name == cookie);
    }

    /// <summary>Waits until the desk shows a text once, in the same conversation and with the draft.</summary>
    /// <returns>How long it took; null where it did not come to it.</returns>
    public async Task<TimeSpan?> AtWorkAsync(string text)
    {
        var took = await Patience.UntilAsync(
            async () => IsInPlace
                && await _page.Locator("[role=log] .bubble").Filter(new() { HasTextString = text }).CountAsync() == 1
                && await _page.Locator(".composer textarea").InputValueAsync(new() { Timeout = 1000 }) == Draft,
            TimeSpan.FromSeconds(60));
        if (took is null)
            _run.Say($"seen at {_page.Url}: {await _page.Locator("body").InnerTextAsync()}");
        return took;
    }

    /// <summary>Waits until the desk says something of the conversation.</summary>
    /// <returns>How long it took; null where it did not come to it.</returns>
    public Task<TimeSpan?> SaysAsync(string text) => Patience.UntilAsync(
        async () => IsInPlace && (await _page.Locator(".pane").InnerTextAsync(new() { Timeout = 1000 })).Contains(text, StringComparison.Ordinal),
        TimeSpan.FromSeconds(60));

    public async ValueTask DisposeAsync()
    {
        await _crowd.DisposeAsync();
        await _chromium.DisposeAsync();
        await Wire.DisposeAsync();
        await Topology.DisposeAsync();
    }

    private bool IsInPlace => _page.Url == _address;

    private static async Task SignInAsync(IPage page)
    {
        await page.Locator("input[name='Input.UserName']").FillAsync("kefu001");
        await page.Locator("input[name='Input.Password']").FillAsync("123456");
        await page.Locator("button[type=submit]").Last.ClickAsync();
        await page.Locator(".workspace").WaitForAsync();
    }
}
