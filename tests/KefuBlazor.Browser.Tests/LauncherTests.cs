using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests;

/// <summary>From the button to the chat that it loads.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class LauncherTests(ChromiumFixture chromium)
{
    private const string Chat = "**/kehu/src/chat.js";

    [Theory]
    [InlineData("Auto", ColorScheme.Light, "rgb(59, 91, 219)", "rgb(255, 255, 255)")]
    [InlineData("Auto", ColorScheme.Dark, "rgb(116, 143, 252)", "rgb(11, 16, 32)")]
    [InlineData("Light", ColorScheme.Dark, "rgb(59, 91, 219)", "rgb(255, 255, 255)")]
    [InlineData("Dark", ColorScheme.Light, "rgb(116, 143, 252)", "rgb(11, 16, 32)")]
    public async Task Button_WhateverThePageSays_HasTheColourOfItsGroundBeforeAndAfterItWasOpened(string theme, ColorScheme system, string color, string sign)
    {
        await using var scene = await Scene.StartAsync(chromium, new() { ["Widget__Theme"] = theme });
        var page = (await scene.OpenAsync()).Page;
        await page.EmulateMediaAsync(new() { ColorScheme = system });
        await page.GotoAsync(new Uri(scene.Site.Address, "plain").ToString());
        await page.AddStyleTagAsync(new() { Content = "kefu-chat { display: none !important; visibility: hidden !important; pointer-events: none !important; writing-mode: vertical-rl !important; direction: rtl !important; color-scheme: only light !important; color: red }" });
        await Launcher(page).WaitForAsync();

        await AssertLooksAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelector('kefu-chat').shadowRoot.adoptedStyleSheets.length"));
        await Launcher(page).ClickAsync();
        await Expect(new CustomerPage(page).Header).ToBeVisibleAsync();
        await AssertLooksAsync();
        await Expect(Launcher(page)).ToHaveCSSAsync("letter-spacing", "normal");

        async Task AssertLooksAsync()
        {
            await Expect(Launcher(page)).ToHaveCSSAsync("background-color", color);
            await Expect(Launcher(page)).ToHaveCSSAsync("direction", "ltr");
            await Expect(Launcher(page)).ToHaveCSSAsync("writing-mode", "horizontal-tb");
            await Expect(Launcher(page).Locator(".sign")).ToHaveCSSAsync("background-color", sign);
            await Expect(Launcher(page)).ToHaveCSSAsync("width", "56px");
        }
    }

    [Fact]
    public async Task Button_WithWords_HasThemInTheBrowsersLanguageAndInNoStyleOfThePage()
    {
        await using var scene = await Scene.StartAsync(chromium, new() { ["Widget__Label__zh-CN"] = "问我们", ["Widget__Label__en"] = "Ask us" });
        var page = (await scene.OpenAsync(locale: "en-GB")).Page;
        await page.GotoAsync(new Uri(scene.Site.Address, "plain").ToString());

        var label = Launcher(page).Locator(".label");
        await Expect(label).ToHaveTextAsync("Ask us");
        await Expect(label).ToHaveCSSAsync("letter-spacing", "normal");
        await Expect(label).ToHaveCSSAsync("text-transform", "none");
        await Expect(label).ToHaveCSSAsync("font-size", "15px");
        await Expect(label).ToHaveCSSAsync("color", "rgb(255, 255, 255)");
        await Expect(label).ToHaveCSSAsync("cursor", "pointer");
        await Expect(Launcher(page)).ToHaveAttributeAsync("aria-label", "Ask us");
        await Launcher(page).ClickAsync();
        await Expect(label).ToBeHiddenAsync();
        await Expect(new CustomerPage(page).Header).ToHaveCSSAsync("letter-spacing", "normal");
    }

    [Fact]
    public async Task Button_WithoutWords_HasItsNameInThePagesLanguageUntilSomebodyComes()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var page = (await scene.OpenAsync(locale: "en-GB")).Page;
        await page.GotoAsync(scene.Site.Address.ToString());

        await Expect(Launcher(page)).ToHaveAttributeAsync("aria-label", "在线客服");
        await Expect(Launcher(page)).ToHaveAttributeAsync("aria-expanded", "false");
        await Launcher(page).HoverAsync();
        await Expect(Launcher(page)).ToHaveAttributeAsync("aria-label", "Chat");
        await Launcher(page).ClickAsync();
        await Expect(Launcher(page)).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(Launcher(page)).ToHaveAttributeAsync("aria-label", "Chat");
    }

    [Fact]
    public async Task Button_WhereABrowserHasNoConstructedSheets_IsNotThere()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var page = (await scene.OpenAsync()).Page;
        await page.AddInitScriptAsync(
            "delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets; window.CSSStyleSheet = function () { throw new TypeError('Illegal constructor'); };");
        await page.GotoAsync(scene.Site.Address.ToString());

        await Expect(page.Locator("kefu-chat")).ToHaveCountAsync(0);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Pointer_OverTheButton_BringsTheChatAndOpensNothing()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var page = (await scene.OpenAsync()).Page;
        await page.GotoAsync(scene.Site.Address.ToString());
        var customer = new CustomerPage(page);

        var words = page.WaitForResponseAsync("**/kehu/src/words-zh.js");
        var chat = await page.RunAndWaitForRequestAsync(() => Launcher(page).HoverAsync(), Chat);
        await (await words).FinishedAsync();
        await page.EvaluateAsync("chat => import(chat).then(() => {})", chat.Url); // with all that it is made of

        await Expect(customer.Panel).ToBeHiddenAsync();
        await page.Context.SetOfflineAsync(true);
        await Launcher(page).ClickAsync();
        await Expect(customer.Header).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Composer_BeforeTheChatIsThere_TakesWhatIsWrittenAndSendsItOnce()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var page = (await scene.OpenAsync()).Page;
        var customer = new CustomerPage(page);
        var comes = await OpenWithoutChatAsync(scene, page);

        await Expect(customer.Composer).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("in stock?");
        await page.Keyboard.PressAsync("Enter");
        await Expect(customer.Header).ToHaveCountAsync(0);
        comes.SetResult();

        await Expect(customer.Stored).ToHaveCountAsync(1);
        await Expect(customer.Bubbles).ToHaveTextAsync(["in stock?"]);
        await Expect(customer.Composer).ToHaveValueAsync(string.Empty);
        await Expect(customer.Composer).ToBeFocusedAsync();
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Composer_WhenTheChatComesInTheMiddleOfAWord_KeepsTheWordAndTheCursor()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var page = (await scene.OpenAsync()).Page;
        var customer = new CustomerPage(page);
        var comes = await OpenWithoutChatAsync(scene, page);
        await Expect(customer.Composer).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("请问");
        var method = await Ime.BeginAsync(customer.Composer, "nihao");

        comes.SetResult();
        await Expect(customer.Header).ToBeVisibleAsync();
        await Expect(customer.Composer).ToBeFocusedAsync();
        await Ime.CommitAsync(method, "你好");
        await Expect(customer.Composer).ToHaveValueAsync("请问你好");
        await page.Keyboard.PressAsync("Enter");

        await Expect(customer.Bubbles).ToHaveTextAsync(["请问你好"]);
        await Expect(customer.Stored).ToHaveCountAsync(1);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Draft_OfAnEarlierVisit_StandsInTheComposerBeforeTheChat()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var page = (await scene.OpenAsync()).Page;
        var customer = new CustomerPage(page);
        await customer.OpenAsync(scene.Site.Address);
        await customer.TypeAsync("half a ");

        var comes = await OpenWithoutChatAsync(scene, page);
        await Expect(customer.Composer).ToHaveValueAsync("half a ");
        await page.Keyboard.TypeAsync("sentence");
        comes.SetResult();

        await Expect(customer.Header).ToBeVisibleAsync();
        await Expect(customer.Composer).ToHaveValueAsync("half a sentence");
        await Expect(customer.Bubbles).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Chat_ThatCouldNotBeLoaded_IsLoadedWhenTheCustomerAsksAgain()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var page = (await scene.OpenAsync()).Page;
        await page.RouteAsync(Chat, route => route.AbortAsync());
        await page.GotoAsync(scene.Site.Address.ToString());

        await Launcher(page).ClickAsync();
        var retry = page.Locator("kefu-chat .failure");
        await Expect(retry).ToHaveTextAsync("加载失败，重试");
        var customer = new CustomerPage(page);
        await customer.SendAsync("still there");
        await page.UnrouteAsync(Chat);
        await retry.ClickAsync();

        await Expect(customer.Bubbles).ToHaveTextAsync(["still there"]);
        await Expect(customer.Stored).ToHaveCountAsync(1);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Chat_OfWhoHasWrittenBefore_ComesByItselfOnceThePageIsLoaded()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var page = await ComeBackAsync(scene);
        await page.Clock.RunForAsync(1900);
        Assert.Equal(0, await LooksAsync(page));

        await page.Clock.RunForAsync(200);
        await Expect(new CustomerPage(page).Header).ToBeAttachedAsync();
        await Expect(new CustomerPage(page).Panel).ToBeHiddenAsync();
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Destroy_BeforeItWasLookedWhoItIs_NobodyLooksOrLoads()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var page = await ComeBackAsync(scene);
        await page.EvaluateAsync("Kefu('destroy')");
        await page.Clock.RunForAsync(3000);
        Assert.Equal(0, await LooksAsync(page));
        await Expect(Launcher(page)).ToHaveCountAsync(0);
        scene.AssertNoFaults();
    }

    /// <summary>A customer who has written before is on the site again, in a page whose time goes on when the test says so.</summary>
    private static async Task<IPage> ComeBackAsync(Scene scene)
    {
        var visitor = await scene.OpenAsync();
        var before = new CustomerPage(visitor.Page);
        await before.OpenAsync(scene.Site.Address);
        await before.SendAsync("in stock?");
        await Expect(before.Stored).ToHaveCountAsync(1);
        await visitor.Page.CloseAsync();

        var page = await visitor.OpenTabAsync();
        await page.AddInitScriptAsync("const { getItem } = Storage.prototype; window.looks = 0; Storage.prototype.getItem = function (key) { looks++; return getItem.call(this, key); };");
        var now = DateTime.UtcNow;
        await page.Clock.InstallAsync(new() { TimeDate = now });
        await page.Clock.PauseAtAsync(now.AddSeconds(1));
        await page.GotoAsync(scene.Site.Address.ToString());
        await Launcher(page).WaitForAsync();
        return page;
    }

    /// <summary>How often the browser's storage was read.</summary>
    private static Task<int> LooksAsync(IPage page) => page.EvaluateAsync<int>("looks");

    /// <summary>The widget opened on the site, whose chat comes when the answer is given a result.</summary>
    private static async Task<TaskCompletionSource> OpenWithoutChatAsync(Scene scene, IPage page)
    {
        var comes = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync(Chat, async route =>
        {
            await comes.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await route.ContinueAsync();
        });
        await page.GotoAsync(scene.Site.Address.ToString());
        await Launcher(page).ClickAsync();
        return comes;
    }

    private static ILocator Launcher(IPage page) => page.Locator("kefu-chat .launcher");
}
