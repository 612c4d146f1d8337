using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests;

/// <summary>A customer on a company's site and an agent at the desk.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class ConversationTests(ChromiumFixture chromium)
{
    private static readonly LocatorAssertionsToBeVisibleOptions WithinASecond = new() { Timeout = 1000 };

    [Fact]
    public async Task Message_FromAHostPageOfAnotherOrigin_IsAtTheDeskWithinASecondAndAnswered()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var agent = await scene.SignInAsync("kefu001");
        var customer = await scene.VisitAsync();

        await customer.SendAsync("您好，请问几点开门？");
        await Expect(customer.Own("您好，请问几点开门？", "sent").Or(customer.Own("您好，请问几点开门？", "delivered"))).ToBeVisibleAsync();
        await agent.OpenFirstAsync();
        await Expect(agent.Bubble("您好，请问几点开门？")).ToBeVisibleAsync(WithinASecond);
        await Expect(customer.Own("您好，请问几点开门？", "read")).ToBeVisibleAsync();

        await customer.SendAsync("周日也开吗？");
        await Expect(agent.Bubble("周日也开吗？")).ToBeVisibleAsync(WithinASecond);

        await agent.SendAsync("早上九点，周日也开。");
        await Expect(customer.Bubble("早上九点，周日也开。")).ToBeVisibleAsync(WithinASecond);
        await Expect(agent.Tick("read")).ToBeVisibleAsync();
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Typing_OnEitherSide_IsSeenOnTheOther()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var agent = await scene.SignInAsync("kefu001");
        var customer = await scene.VisitAsync();
        await customer.SendAsync("你好");
        await agent.OpenFirstAsync();
        await Expect(agent.Bubble("你好")).ToBeVisibleAsync();

        await customer.TypeAsync("我想问");
        await Expect(agent.Typing).ToBeVisibleAsync();
        await agent.Composer.PressSequentiallyAsync("请");
        await Expect(customer.Typing).ToBeVisibleAsync();
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Reload_OnBothSides_KeepsMessagesConversationAndDraft()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var agent = await scene.SignInAsync("kefu001");
        var customer = await scene.VisitAsync();
        await customer.SendAsync("第一条");
        await agent.OpenFirstAsync();
        await agent.SendAsync("第二条");
        await Expect(customer.Bubble("第二条")).ToBeVisibleAsync();
        await agent.Composer.PressSequentiallyAsync("还没写完");
        await customer.TypeAsync("也没写完");

        await agent.ReloadAsync();
        await Expect(agent.Bubbles).ToHaveTextAsync(["第一条", "第二条"]);
        await Expect(agent.Composer).ToHaveValueAsync("还没写完");
        await customer.OpenAsync(scene.Site.Address);
        await Expect(customer.Bubbles).ToHaveTextAsync(["第一条", "第二条"]);
        await Expect(customer.Composer).ToHaveValueAsync("也没写完");
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task SecondCustomer_WithTwoAgentsThere_GoesToTheOneWithFewerConversations()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var first = await scene.SignInAsync("kefu001");
        var second = await scene.SignInAsync("kefu002");

        var one = await scene.VisitAsync();
        await one.SendAsync("我是第一位");
        await Expect(first.Rows).ToHaveCountAsync(1);
        var two = await scene.VisitAsync();
        await two.SendAsync("我是第二位");
        await Expect(second.Rows).ToHaveCountAsync(1);
        await second.OpenFirstAsync();
        await Expect(second.Bubble("我是第二位")).ToBeVisibleAsync();
        await Expect(second.Bubble("我是第一位")).ToHaveCountAsync(0);
        await Expect(first.Rows).ToHaveCountAsync(1);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Customers_WithNobodyThere_WaitInOrderUntilAnAgentComes()
    {
        await using var scene = await Scene.StartAsync(chromium, new() { ["Assignment__Capacity"] = "1" });
        var first = await scene.VisitAsync(locale: "en-US");
        await first.SendAsync("first in line");
        await Expect(first.Stored).ToHaveCountAsync(1);
        var second = await scene.VisitAsync(locale: "en-US");
        await second.SendAsync("second in line");
        await Expect(second.Stored).ToHaveCountAsync(1);

        var agent = await scene.SignInAsync("kefu001");
        await Expect(agent.Rows).ToHaveCountAsync(1);
        await agent.OpenFirstAsync();
        await Expect(agent.Bubble("first in line")).ToBeVisibleAsync();

        // The agent is full: the other is next, and sees so.
        await Expect(second.Panel).ToContainTextAsync("next");
        await agent.CloseConversationAsync();
        await Expect(agent.Rows.Filter(new LocatorFilterOptions { HasTextString = "second in line" })).ToBeVisibleAsync();
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Accept_OfAWaitingCustomer_GivesThemToThisAgent()
    {
        // Nobody is given anything by itself: the agent is away.
        await using var scene = await Scene.StartAsync(chromium);
        var agent = await scene.SignInAsync("kefu001");
        await agent.SetStatusAsync("away");
        var customer = await scene.VisitAsync();
        await customer.SendAsync("有人吗");
        await Expect(customer.Stored).ToHaveCountAsync(1);

        await agent.AcceptFirstWaitingAsync();
        await agent.SendAsync("我来了");
        await Expect(customer.Bubble("我来了")).ToBeVisibleAsync();
        await Expect(customer.Panel).ToContainTextAsync("客服小王");
        scene.AssertNoFaults();
    }

    [Theory]
    [InlineData(null, "rgb(59, 91, 219)", "rgba(11, 16, 32, 0.12)")]
    [InlineData("#ffd43b", "rgb(255, 212, 59)", "rgba(255, 255, 255, 0.12)")]
    public async Task Send_UnderTheMouse_IsDarkerOrLighterAndAsReadable(string? accent, string color, string veil)
    {
        await using var scene = await Scene.StartAsync(chromium, accent is null ? null : new() { ["Widget__Color"] = accent });
        var customer = await scene.VisitAsync();
        await customer.TypeAsync("在吗");
        var send = customer.Panel.Locator(".send");
        await Expect(send).ToHaveCSSAsync("background-image", "none");
        await send.HoverAsync();
        await Expect(send).ToHaveCSSAsync("background-image", $"linear-gradient({veil}, {veil})");
        await Expect(send).ToHaveCSSAsync("background-color", color);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Phone_BothSidesAt390_HoldAConversation()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var agent = await scene.SignInAsync("kefu001", 390, 844);
        var customer = await scene.VisitAsync(390, 844);
        await customer.SendAsync("手机上也可以吗");
        await agent.OpenFirstAsync();
        await Expect(agent.Bubble("手机上也可以吗")).ToBeVisibleAsync();
        await agent.SendAsync("行");
        await Expect(customer.Bubble("行")).ToBeVisibleAsync();
        Assert.False(await agent.ScrollsSidewaysAsync());
        Assert.False(await customer.ScrollsSidewaysAsync());
        scene.AssertNoFaults();
    }
}
