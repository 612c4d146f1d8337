using KefuBlazor.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests.Fallback;

/// <summary>Customers behind something that lets no WebSocket through.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class FallbackTests(ChromiumFixture chromium)
{
    /// <summary>Three sockets have to come to nothing first.</summary>
    private static readonly LocatorAssertionsToHaveCountOptions FallsBack = new() { Timeout = 30_000 };

    [Fact]
    public async Task Chat_BehindAProxyThatRefusesUpgrades_GoesByAnEventStream()
    {
        await using var scene = await Scene.StartAsync(chromium);
        await using var proxy = await UpgradeRefuser.StartAsync(scene.Server.BaseAddress, scene.Server.Http);
        await using var site = await HostSite.StartAsync(proxy.Address);
        var agent = await scene.SignInAsync("kefu001");
        var person = await scene.OpenAsync();
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(site.Address);

        await customer.SendAsync("能收到吗？");
        await Expect(customer.Stored).ToHaveCountAsync(1, FallsBack);
        await agent.OpenFirstAsync();
        await Expect(customer.Own("能收到吗？", "read")).ToBeVisibleAsync();
        await agent.Composer.PressSequentiallyAsync("能");
        await Expect(customer.Typing).ToBeVisibleAsync();
        await agent.SendAsync("收到了");
        await Expect(customer.Bubble("收到了")).ToBeVisibleAsync();
        await customer.TypeAsync("好");
        await Expect(agent.Typing).ToBeVisibleAsync();
        Assert.Contains("GET /api/kehu/events", proxy.Asked);

        // The server comes back on the same port, and the stream with it: nothing lost, nothing twice.
        await scene.Server.KillAsync();
        await customer.SendAsync("中断时写的");
        await Expect(customer.Own("中断时写的", "sending")).ToBeVisibleAsync();
        await scene.Server.StartAgainAsync();
        await Expect(customer.Stored).ToHaveCountAsync(2, FallsBack);
        await Expect(customer.Bubbles).ToHaveTextAsync(["能收到吗？", "收到了", "中断时写的"]);
    }

    [Fact]
    public async Task Chat_OnceWebSocketsGetThroughAgain_GoesBackToOne()
    {
        await using var scene = await Scene.StartAsync(chromium);
        await using var proxy = await UpgradeRefuser.StartAsync(scene.Server.BaseAddress, scene.Server.Http);
        await using var site = await HostSite.StartAsync(proxy.Address);
        var person = await scene.OpenAsync();
        // A minute of the page's time in a moment: only the wait for the next trial is so long.
        await person.Page.AddInitScriptAsync(
            "{ const later = window.setTimeout; window.setTimeout = (run, ms, ...rest) => later(run, ms === 60_000 ? 4000 : ms, ...rest); }");
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(site.Address);
        await customer.SendAsync("一");
        await Expect(customer.Stored).ToHaveCountAsync(1, FallsBack);
        Assert.Contains("GET /api/kehu/events", proxy.Asked);

        proxy.LetsUpgrade = true;
        await person.Page.WaitForWebSocketAsync();
        var number = 0;
        await Eventually.HoldsAsync(
            async () =>
            {
                proxy.Asked.Clear();
                await customer.SendAsync($"还有 {++number}");
                await Expect(customer.Stored).ToHaveCountAsync(number + 1);
                return !proxy.Asked.Contains("POST /api/kehu/frames");
            },
            () => string.Join('\n', proxy.Asked));
    }

    [Fact]
    public async Task Chat_OnTwoNodesBehindHaproxy_GoesByAnEventStreamWhicheverNodeARequestReaches()
    {
        await using var cluster = await Cluster.StartAsync(2);
        await using var haproxy = await ProxyServer.StartAsync(ProxyKind.Haproxy, [.. cluster.Nodes.Select(node => node.BaseAddress)]);
        await using var proxy = await UpgradeRefuser.StartAsync(haproxy.Address, haproxy.Http);
        await using var site = await HostSite.StartAsync(proxy.Address);
        await using var person = await chromium.OpenAsync();
        await using var desk = await chromium.OpenAsync();
        var agent = new AgentPage(desk.Page, cluster.Nodes[1].BaseAddress);
        await agent.SignInAsync("kefu001");
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(site.Address);

        var texts = Enumerable.Range(1, 12).Select(number => $"第 {number} 条").ToArray();
        foreach (var text in texts)
            await customer.SendAsync(text);
        await Expect(customer.Stored).ToHaveCountAsync(texts.Length, FallsBack);
        await Expect(customer.Bubbles).ToHaveTextAsync(texts);
        await agent.OpenFirstAsync();
        await Expect(agent.Bubbles).ToHaveTextAsync(texts);
        await agent.SendAsync("都到了");
        await Expect(customer.Bubble("都到了")).ToBeVisibleAsync();
    }
}
