using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests.Accessibility;

/// <summary>The widget for who uses no mouse, or does not see it.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class AccessibilityTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1440, 900, "zh-CN")]
    [InlineData(ColorScheme.Dark, 1440, 900, "en")]
    [InlineData(ColorScheme.Light, 390, 844, "en")]
    [InlineData(ColorScheme.Dark, 390, 844, "zh-CN")]
    public async Task Widget_InEachState_HasNothingSerious(ColorScheme scheme, int width, int height, string locale)
    {
        // A yellow that nobody can read on white, since any colour must do.
        await using var scene = await Scene.StartAsync(chromium, new() { ["Widget__Color"] = "#ffd400", ["Widget__Label__en"] = "Ask us" });
        var person = await scene.OpenAsync(width, height, locale);
        await person.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await person.Page.GotoAsync(scene.Site.Address.ToString());
        var customer = new CustomerPage(person.Page);
        await person.Page.Locator("kefu-chat .launcher").WaitForAsync();
        await LookAsync(person.Page, "closed");

        await person.Page.Locator("kefu-chat .launcher").ClickAsync();
        await customer.Header.WaitForAsync();
        await LookAsync(person.Page, "empty");

        await customer.SendAsync("看看 https://example.com/ 好吗");
        await Expect(customer.Stored).ToHaveCountAsync(1);
        await LookAsync(person.Page, "waiting");

        await person.Page.Locator("kefu-chat .composer .tool").First.ClickAsync();
        await person.Page.Locator("kefu-chat .emoji").First.WaitForAsync();
        await LookAsync(person.Page, "emoji");
        await person.Page.Keyboard.PressAsync("Escape");

        var agent = await scene.SignInAsync("kefu001");
        await agent.OpenFirstAsync();
        await agent.SendAsync("好的，没问题");
        await Expect(customer.Bubble("好的，没问题")).ToBeVisibleAsync();
        await agent.Composer.PressSequentiallyAsync("再");
        await Expect(customer.Typing).ToBeVisibleAsync();
        await LookAsync(person.Page, "typing");

        await scene.Server.KillAsync();
        await customer.SendAsync("还在吗");
        await Expect(person.Page.Locator("kefu-chat .bar")).ToBeVisibleAsync();
        await LookAsync(person.Page, "lost");
    }

    [Fact]
    public async Task Keyboard_Alone_HoldsAWholeChat()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var agent = await scene.SignInAsync("kefu001");
        var person = await scene.OpenAsync(locale: "en");
        await person.Page.GotoAsync(scene.Site.Address.ToString());
        await person.Page.Locator("kefu-chat .launcher").WaitForAsync();
        var keys = person.Page.Keyboard;
        var customer = new CustomerPage(person.Page);

        await TabToAsync(person.Page, "launcher");
        await keys.PressAsync("Enter");
        await Expect(customer.Composer).ToBeFocusedAsync();
        await keys.TypeAsync("Hello");
        await keys.PressAsync("Shift+Enter");
        await keys.TypeAsync("there");
        await keys.PressAsync("Enter");
        await Expect(customer.Stored).ToHaveCountAsync(1);
        await Expect(customer.Bubbles.First).ToHaveTextAsync("Hello\nthere", new() { UseInnerText = true });

        await agent.OpenFirstAsync();
        await agent.SendAsync("Hi");
        await Expect(customer.Bubble("Hi")).ToBeVisibleAsync();
        await Expect(person.Page.Locator("kefu-chat [role=log]")).ToHaveAttributeAsync("aria-live", "polite");

        await TabToAsync(person.Page, "tool smile");
        await keys.PressAsync("Enter");
        await Expect(person.Page.Locator("kefu-chat .emoji").First).ToBeFocusedAsync();
        await keys.PressAsync("ArrowRight");
        await keys.PressAsync("Enter");
        await keys.PressAsync("Escape");
        await Expect(customer.Composer).ToBeFocusedAsync();
        await Expect(customer.Composer).Not.ToHaveValueAsync(string.Empty);
        await keys.PressAsync("Enter");
        await Expect(customer.Stored).ToHaveCountAsync(2);

        await keys.PressAsync("Escape");
        await Expect(customer.Panel).ToBeHiddenAsync();
        Assert.Equal("launcher", await FocusAsync(person.Page));
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Phone_FullScreen_KeepsTabInside()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var person = await scene.OpenAsync(390, 844);
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(scene.Site.Address);
        await customer.Composer.FocusAsync();
        for (var stops = 0; stops < 15; stops++)
        {
            await person.Page.Keyboard.PressAsync("Tab");
            Assert.Equal("kefu-chat", await person.Page.EvaluateAsync<string>("document.activeElement.localName"));
        }

        await Expect(customer.Panel).ToHaveAttributeAsync("aria-modal", "true");
    }

    [Fact]
    public async Task Motion_WhereLessOfItIsWanted_IsNone()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var person = await scene.OpenAsync();
        await person.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await new CustomerPage(person.Page).OpenAsync(scene.Site.Address);
        Assert.Equal(0, await person.Page.EvaluateAsync<int>("document.querySelector('kefu-chat').shadowRoot.getAnimations().length"));
    }

    [Fact]
    public async Task ControlEnter_OnItsOwn_SendsWhereTheSiteAsksForItAndEnterDoesNot()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var person = await scene.OpenAsync();
        await person.Page.AddInitScriptAsync(
            "new MutationObserver(() => { const script = document.querySelector('script[data-site]'); if (script) script.dataset.sendKey = 'ctrl-enter'; }).observe(document, { childList: true, subtree: true });");
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(scene.Site.Address);
        await customer.Composer.FocusAsync();
        await Ime.ComposeAsync(customer.Composer, "nihao", "你好");
        await person.Page.Keyboard.PressAsync("Enter");
        await person.Page.Keyboard.TypeAsync("b");
        await Expect(customer.Composer).ToHaveValueAsync("你好\nb");
        await Expect(customer.Bubbles).ToHaveCountAsync(0);
        await person.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(customer.Stored).ToHaveCountAsync(1);
    }

    private static async Task LookAsync(IPage page, string state)
    {
        var faults = await Axe.LookAsync(page);
        Assert.True(faults.Length == 0, $"{state}:\n{string.Join('\n', faults)}");
    }

    private static async Task TabToAsync(IPage page, string name)
    {
        for (var stops = 0; stops < 20; stops++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await FocusAsync(page) == name && (name != "tool smile" || await page.EvaluateAsync<bool>("!!document.activeElement.shadowRoot.activeElement.closest('.composer')")))
                return;
        }

        Assert.Fail($"No {name} is reached by Tab.");
    }

    /// <summary>The class of what has the focus in the widget.</summary>
    private static Task<string?> FocusAsync(IPage page) =>
        page.EvaluateAsync<string?>("document.activeElement.shadowRoot?.activeElement?.className ?? null");
}
