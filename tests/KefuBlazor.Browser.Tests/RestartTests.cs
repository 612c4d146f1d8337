using System.Globalization;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests;

/// <summary>The server dies in the middle of it and comes back.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class RestartTests(ChromiumFixture chromium)
{
    private static readonly float Back = (float)TimeSpan.FromSeconds(45).TotalMilliseconds;

    [Fact]
    public async Task Kill_InTheMiddleOfAConversation_LosesAndDoublesNothingAndBothGoOnByThemselves()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var agent = await scene.SignInAsync("kefu001");
        var customer = await scene.VisitAsync();
        await customer.SendAsync("before 1");
        await agent.OpenFirstAsync();
        await agent.SendAsync("before 2");
        await Expect(customer.Bubble("before 2")).ToBeVisibleAsync();

        // Some are on their way while it dies, some are written while it is dead.
        for (var n = 0; n < 5; n++)
            await customer.SendAsync(string.Create(CultureInfo.InvariantCulture, $"on the way {n}"));
        await scene.Server.KillAsync();
        await customer.SendAsync("while it was away");
        await agent.Composer.FillAsync("the agent's draft");
        await scene.Server.StartAgainAsync();

        string[] expected =
        [
            "before 1", "before 2", "on the way 0", "on the way 1", "on the way 2", "on the way 3", "on the way 4", "while it was away",
        ];
        await Expect(customer.Stored).ToHaveCountAsync(7, new() { Timeout = Back });
        await Expect(customer.Bubbles).ToHaveTextAsync(expected);
        await Expect(agent.Bubbles).ToHaveTextAsync(expected, new() { Timeout = Back });
        await Expect(agent.Composer).ToHaveValueAsync("the agent's draft");

        await agent.Composer.PressAsync("Enter");
        await Expect(customer.Bubble("the agent's draft")).ToBeVisibleAsync(new() { Timeout = Back });
        await Expect(agent.Bubbles).ToHaveTextAsync([.. expected, "the agent's draft"]);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Kill_WhileTheAgentSends_StoresItOnce()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var agent = await scene.SignInAsync("kefu001");
        var customer = await scene.VisitAsync();
        await customer.SendAsync("hello");
        await agent.OpenFirstAsync();
        await Expect(agent.Bubble("hello")).ToBeVisibleAsync();

        await agent.SendAsync("one");
        await agent.SendAsync("two");
        await scene.Server.KillAsync();
        await agent.SendAsync("three");
        await scene.Server.StartAgainAsync();

        await Expect(customer.Bubbles).ToHaveTextAsync(["hello", "one", "two", "three"], new() { Timeout = Back });
        await Expect(agent.Bubbles).ToHaveTextAsync(["hello", "one", "two", "three"], new() { Timeout = Back });
    }
}
