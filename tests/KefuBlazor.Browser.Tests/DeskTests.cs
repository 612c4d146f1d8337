using System.Text.RegularExpressions;
using KefuBlazor.Testing;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests;

/// <summary>What agents do beside writing, and writing Chinese.</summary>
[Collection(ChromiumCollection.Name)]
public sealed partial class DeskTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task SignOut_InOneTab_EndsTheOther()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var person = await scene.OpenAsync();
        var agent = new AgentPage(person.Page, scene.Server.BaseAddress);
        await agent.SignInAsync("kefu001");
        var other = await person.Page.Context.NewPageAsync();
        await other.GotoAsync(new Uri(scene.Server.BaseAddress, "kefu/").ToString());
        await other.Locator(".workspace .list").WaitForAsync();

        await agent.SignOutAsync();

        await Expect(other).ToHaveURLAsync(SignInPage());
        await Expect(other.Locator(".workspace")).ToHaveCountAsync(0);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Enter_WhileAnInputMethodComposes_DoesNotSend()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var agent = await scene.SignInAsync("kefu001");
        var customer = await scene.VisitAsync();

        await Ime.ComposeAsync(customer.Composer, "nihao", "你好");
        await Expect(customer.Composer).ToHaveValueAsync("你好");
        await customer.Composer.PressAsync("Enter");
        await agent.OpenFirstAsync();
        await Expect(agent.Bubbles).ToHaveTextAsync(["你好"]);

        await Ime.ComposeAsync(agent.Composer, "qingjiang", "请讲");
        await Expect(agent.Composer).ToHaveValueAsync("请讲");
        await agent.Composer.PressAsync("Enter");
        await Expect(customer.Bubbles).ToHaveTextAsync(["你好", "请讲"]);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Send_BeforeTheDeskHasStarted_IsKeptAndGoesWithTheDesk()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var person = await scene.OpenAsync();
        var agent = new AgentPage(person.Page, scene.Server.BaseAddress);
        await agent.SignInAsync("kefu001");
        var customer = await scene.VisitAsync();
        await customer.SendAsync("你好");
        await agent.OpenFirstAsync();
        var composer = await agent.Page.EvaluateAsync<string>("document.querySelector('.composer').outerHTML");
        var conversation = person.Page.Url.Split('/')[^1];

        // A page whose composer is alive and whose desk is not: what a slow start looks like, for as long as one likes.
        var starting = await person.OpenTabAsync();
        await starting.GotoAsync(new Uri(scene.Server.BaseAddress, "kehu/doctor").ToString());
        await starting.EvaluateAsync(
            """
            async ([markup, conversation]) => {
              document.body.innerHTML = markup;
              const { attach } = await import('/_content/KefuBlazor.Components/Messages/Composer.razor.js');
              const desk = { invokeMethodAsync: async () => {} };
              attach(document.querySelector('.composer'), desk, 'kefu001', conversation, { maxLength: 4000, maxBytes: 1, words: {} });
            }
            """,
            new[] { composer, conversation });
        await starting.Locator("textarea").FillAsync("马上来");
        await starting.Locator("textarea").PressAsync("Enter");
        await Expect(starting.Locator("textarea")).ToHaveValueAsync("");
        await starting.GotoAsync(person.Page.Url);

        await Expect(customer.Bubbles).ToHaveTextAsync(["你好", "马上来"]);
        await Expect(agent.Bubbles).ToHaveTextAsync(["你好", "马上来"]);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Language_Switched_KeepsTheConversationAndTheDraft()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var agent = await scene.SignInAsync("kefu001");
        var customer = await scene.VisitAsync();
        await customer.SendAsync("你好");
        await agent.OpenFirstAsync();
        await Expect(agent.Status).ToHaveTextAsync("在线");
        await agent.Composer.FillAsync("还没写完");

        await agent.SwitchLanguageAsync();

        await Expect(agent.Status).ToHaveTextAsync("Online");
        await Expect(agent.Bubbles).ToHaveTextAsync(["你好"]);
        await Expect(agent.Composer).ToHaveValueAsync("还没写完");
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Accept_ByTwoAtOnce_GivesTheCustomerToOneAndTellsTheOther()
    {
        await using var scene = await Scene.StartAsync(chromium);
        AgentPage[] agents = [await scene.SignInAsync("kefu001"), await scene.SignInAsync("kefu002")];
        foreach (var agent in agents)
            await agent.SetStatusAsync("away");
        var customer = await scene.VisitAsync();
        await customer.SendAsync("有人吗");
        foreach (var agent in agents)
            await agent.LookAtFirstWaitingAsync();

        await Task.WhenAll(agents.Select(agent => agent.Accept.EvaluateAsync("button => button.click()")));

        await Eventually.HoldsAsync(
            async () => (await Task.WhenAll(agents.Select(agent => agent.Composer.CountAsync()))).Sum() == 1, () => "Nobody, or both, have it.");
        var served = await agents[0].Composer.CountAsync() == 1 ? agents[0] : agents[1];
        var late = agents.Single(agent => agent != served);
        await Expect(late.Pane).ToContainTextAsync(TakenByAnother());
        await Expect(late.Composer).ToHaveCountAsync(0);
        await Expect(served.Composer).ToBeFocusedAsync();
        await served.SendAsync("我来了");
        await Expect(customer.Bubbles).ToHaveTextAsync(["有人吗", "我来了"]);
        scene.AssertNoFaults();
    }

    [GeneratedRegex("/kefu/login")]
    private static partial Regex SignInPage();

    /// <summary>Told in answer to the attempt, or before it where the news was faster.</summary>
    [GeneratedRegex("可能已由其他客服处理|由.+接待")]
    private static partial Regex TakenByAnother();
}
