using System.Diagnostics;
using System.Globalization;
using KefuBlazor.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests.Scaling;

/// <summary>A customer and an agent on different nodes, behind the documented proxies.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class ClusterTests(ChromiumFixture chromium, ClusterFixture nodes) : IClassFixture<ClusterFixture>
{
    private static readonly LocatorAssertionsToBeVisibleOptions WithinASecond = new() { Timeout = 1000 };
    private static readonly float Back = (float)TimeSpan.FromSeconds(10).TotalMilliseconds;

    [Theory]
    [InlineData(ProxyKind.Haproxy, 2)]
    [InlineData(ProxyKind.Haproxy, 3)]
    [InlineData(ProxyKind.Nginx, 2)]
    public async Task Conversation_BetweenTwoNodes_IsAsOnOne(ProxyKind proxy, int count)
    {
        await using var scene = await ClusterScene.StartAsync(chromium, nodes.Cluster, proxy, count);
        var (customer, customersNode) = await scene.VisitAsync();
        var here = await customersNode.OfAsync("/ws");
        await customer.SendAsync("您好，请问几点开门？");
        await Expect(customer.Stored).ToHaveCountAsync(1);

        // Waiting, then assigned to who comes on another node.
        var (agent, agentsNode) = await scene.SignInElsewhereAsync("kefu001", here);
        Assert.NotEqual(here, await agentsNode.OfAsync("/_blazor"));
        await Expect(agent.Rows).ToHaveCountAsync(1);
        await Expect(customer.Panel).ToContainTextAsync("客服小王");
        await agent.OpenFirstAsync();
        await Expect(agent.Bubble("您好，请问几点开门？")).ToBeVisibleAsync();
        await Expect(agent.CustomersPresence).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("online"));
        await Expect(customer.Own("您好，请问几点开门？", "read")).ToBeVisibleAsync();

        await customer.TypeAsync("周日");
        await Expect(agent.Typing).ToBeVisibleAsync();
        await customer.SendAsync("周日也开吗？");
        await Expect(agent.Bubble("周日也开吗？")).ToBeVisibleAsync(WithinASecond);

        await agent.Composer.PressSequentiallyAsync("早上");
        await Expect(customer.Typing).ToBeVisibleAsync();
        await agent.SendAsync("早上九点，周日也开。");
        await Expect(customer.Bubble("早上九点，周日也开。")).ToBeVisibleAsync(WithinASecond);
        await Expect(agent.Tick("read")).ToBeVisibleAsync();
        Assert.Equal(here, await customersNode.OfAsync("/ws"));
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Accept_OnAnotherNode_TakesWhoWaits()
    {
        await using var scene = await ClusterScene.StartAsync(chromium, nodes.Cluster, ProxyKind.Haproxy, 2);
        var (customer, customersNode) = await scene.VisitAsync();
        var (agent, _) = await scene.SignInElsewhereAsync("kefu002", await customersNode.OfAsync("/ws"));
        await agent.SetStatusAsync("away");
        await customer.SendAsync("有人吗");
        await Expect(customer.Stored).ToHaveCountAsync(1);

        await agent.AcceptFirstWaitingAsync();
        await agent.SendAsync("我来了");
        await Expect(customer.Bubble("我来了")).ToBeVisibleAsync();
        await Expect(customer.Panel).ToContainTextAsync("客服小李");
        await agent.SetStatusAsync("online"); // it outlives the desk
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Kill_OfTheAgentsNode_BringsTheDeskBackOnAnotherWithConversationAndDraft()
    {
        await using var scene = await ClusterScene.StartAsync(chromium, nodes.Cluster, ProxyKind.Haproxy, 2);
        var (customer, customersNode) = await scene.VisitAsync();
        var (agent, agentsNode) = await scene.SignInElsewhereAsync("kefu001", await customersNode.OfAsync("/ws"));
        await customer.SendAsync("before");
        await agent.OpenFirstAsync();
        await Expect(agent.Bubble("before")).ToBeVisibleAsync();
        await agent.Composer.PressSequentiallyAsync("the agent's draft");
        var dead = await agentsNode.OfAsync("/_blazor");

        var watch = Stopwatch.StartNew();
        await scene.NodeOf(dead).KillAsync();
        try
        {
            await customer.SendAsync("while it was away");
            await agentsNode.OfAsync("/_blazor", not: dead);
            await Expect(agent.Bubbles).ToHaveTextAsync(["before", "while it was away"], new() { Timeout = Back });
            await Expect(agent.Composer).ToHaveValueAsync("the agent's draft", new() { Timeout = Back });
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));

            await agent.Composer.PressAsync("Enter");
            await Expect(customer.Bubble("the agent's draft")).ToBeVisibleAsync();
            await Expect(customer.Bubbles).ToHaveTextAsync(["before", "while it was away", "the agent's draft"]);
            scene.AssertNoFaults();
        }
        finally
        {
            await scene.NodeOf(dead).StartAgainAsync();
        }
    }

    [Theory]
    [InlineData(ProxyKind.Haproxy)]
    [InlineData(ProxyKind.Nginx)]
    public async Task Drain_OfEitherNodeInTurn_LosesAndDoublesNothing(ProxyKind proxy)
    {
        await using var scene = await ClusterScene.StartAsync(chromium, nodes.Cluster, proxy, 2);
        var (customer, customersNode) = await scene.VisitAsync();
        var first = await customersNode.OfAsync("/ws");
        var (agent, agentsNode) = await scene.SignInElsewhereAsync("kefu001", first);
        var second = await agentsNode.OfAsync("/_blazor");
        await customer.SendAsync("0");
        await agent.OpenFirstAsync();
        var expected = new List<string> { "0" };

        // As an upgrade does it: one node, and when it is back the other.
        foreach (var name in new[] { first, second })
        {
            var stopping = scene.NodeOf(name).StopAsync();
            for (var n = 0; n < 4; n++)
            {
                expected.Add(string.Create(CultureInfo.InvariantCulture, $"{name}, {n}"));
                await customer.SendAsync(expected[^1]);
            }

            Assert.InRange(await stopping, TimeSpan.Zero, TimeSpan.FromSeconds(20));
            await Expect(agent.Bubbles).ToHaveTextAsync(expected, new() { Timeout = Back });
            await Expect(agent.Composer).ToBeFocusedAsync(new() { Timeout = Back }); // it is ready
            expected.Add($"answer without {name}");
            await agent.SendAsync(expected[^1]);
            await Expect(customer.Bubbles).ToHaveTextAsync(expected, new() { Timeout = Back });
            await scene.NodeOf(name).StartAgainAsync();
            await scene.WaitUntilUsedAsync(name);
        }

        await Expect(agent.Bubbles).ToHaveTextAsync(expected);
        scene.AssertNoFaults();
    }
}
