using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests;

/// <summary>What the page that embeds the widget can tell it, and hears of it.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class WidgetApiTests(ChromiumFixture chromium)
{
    /// <summary>The page's own script, before the widget's: commands wait in a queue, and what is heard is kept.</summary>
    private const string Page =
        """
        window.heard = [];
        window.Kefu = function () { (Kefu.q = Kefu.q || []).push(arguments); };
        for (const event of ['ready', 'open', 'close', 'unread', 'message'])
          Kefu('on', event, (value) => heard.push([event, value?.content ?? value ?? null]));
        Kefu('on', 'open', () => { throw new Error('the page itself is wrong'); });
        Kefu('send', '在吗？');
        Kefu('open');
        """;

    [Fact]
    public async Task Commands_GivenBeforeItHasLoaded_RunAndEventsAreTold()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var agent = await scene.SignInAsync("kefu001");
        var person = await scene.OpenAsync();
        await person.Page.AddInitScriptAsync(Page);
        await person.Page.GotoAsync(scene.Site.Address.ToString());
        var customer = new CustomerPage(person.Page);
        await Expect(customer.Own("在吗？", "delivered").Or(customer.Own("在吗？", "read"))).ToBeVisibleAsync();

        await agent.OpenFirstAsync();
        await agent.SendAsync("在的，您请说");
        await Expect(customer.Bubble("在的，您请说")).ToBeVisibleAsync();
        await HeardAsync(person.Page, "[\"open\",null]", "[\"ready\",null]", "[\"message\",\"在的，您请说\"]");

        await person.Page.EvaluateAsync("Kefu('close')");
        await HeardAsync(person.Page, "[\"close\",null]");
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Message_WhileNobodyLooksAtThePage_IsCountedInItsTitle()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var agent = await scene.SignInAsync("kefu001");
        var person = await scene.OpenAsync();
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(scene.Site.Address);
        await customer.SendAsync("在吗？");
        await agent.OpenFirstAsync();

        await LookAsync(person.Page, "hidden");
        await agent.SendAsync("在的");
        await Expect(person.Page).ToHaveTitleAsync("(1) Shop");
        await LookAsync(person.Page, "visible");
        await Expect(person.Page).ToHaveTitleAsync("Shop");
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Sound_SwitchedOff_StaysOffAfterAReload()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var person = await scene.OpenAsync(locale: "en");
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(scene.Site.Address);
        var sound = person.Page.GetByRole(AriaRole.Button, new() { Name = "Sound for new messages" });
        await Expect(sound).ToHaveAttributeAsync("aria-pressed", "true");
        await sound.ClickAsync();
        await Expect(sound).ToHaveAttributeAsync("aria-pressed", "false");
        await customer.OpenAsync(scene.Site.Address);
        await Expect(sound).ToHaveAttributeAsync("aria-pressed", "false");
        scene.AssertNoFaults();
    }

    /// <summary>Headless pages are always in sight; this says otherwise, as the browser would.</summary>
    private static async Task LookAsync(IPage page, string state) => await page.EvaluateAsync(
        """
        (state) => {
          Object.defineProperty(document, 'visibilityState', { get: () => state, configurable: true });
          document.hasFocus = () => state === 'visible';
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """,
        state);

    private static async Task HeardAsync(IPage page, params string[] expected)
    {
        foreach (var one in expected)
            await page.WaitForFunctionAsync("(one) => heard.some((event) => JSON.stringify(event) === one)", one, new() { Timeout = 10_000 });
    }
}
