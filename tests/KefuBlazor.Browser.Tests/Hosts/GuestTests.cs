using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests.Hosts;

/// <summary>The widget is a good guest: on every kind of page it works, and neither takes nor leaves anything.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class GuestTests(ChromiumFixture chromium)
{
    /// <summary>Before any script of the page: what is to be told of it afterwards.</summary>
    private const string Watch =
        """
        window.told = { shifts: [], faults: [] };
        new PerformanceObserver((list) => {
          for (const { sources, value } of list.getEntries())
            if (!told.isOpen || sources.some(({ node }) => node)) told.shifts.push(`${value}: ${sources.map(({ node }) => node?.nodeName)}`);
        }).observe({ type: 'layout-shift', buffered: true });
        addEventListener('securitypolicyviolation', (event) => told.faults.push(`${event.violatedDirective} ${event.blockedURI}`));
        addEventListener('error', (event) => told.faults.push(event.message));
        addEventListener('unhandledrejection', (event) => told.faults.push(`${event.reason}`));
        window.names = new Set(Object.getOwnPropertyNames(window));
        """;

    /// <summary>How the page's own elements look, and what there is beside them.</summary>
    private const string Look =
        """
        () => [
          ...[...document.querySelectorAll('html, body, h1, p, button, main')].map((one) => {
            const style = getComputedStyle(one);
            const { x, y, width, height } = one.getBoundingClientRect();
            return [one.tagName, one.getAttribute('style'), one.className, x, y, width, height,
              ...['font', 'color', 'background', 'overflow', 'position', 'margin', 'letterSpacing', 'transform'].map((name) => style[name])];
          }),
          document.styleSheets.length, document.adoptedStyleSheets.length, document.head.children.length,
        ].join('\n')
        """;

    /// <summary>How the widget looks.</summary>
    private const string OwnLook =
        """
        () => ['.launcher', '.panel', '.header', '.name', '.tool', 'textarea', '.bubble', '.send svg'].map((selector) => {
          const one = document.querySelector('kefu-chat').shadowRoot.querySelector(selector);
          const style = getComputedStyle(one);
          return [selector, ...['font', 'color', 'backgroundColor', 'border', 'padding', 'float', 'display', 'width', 'height', 'letterSpacing', 'textTransform', 'boxSizing', 'direction']
            .map((name) => style[name])];
        }).join('\n')
        """;

    public static TheoryData<string> Pages => [.. HostPages.Names, "frame"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_OfAnyKind_ChatsAndIsLeftAsItWas(string name)
    {
        await using var scene = await Scene.StartAsync(chromium);
        var person = await scene.OpenAsync();
        var hosts = HostsOf(person.Page);
        await person.Page.AddInitScriptAsync(Watch);
        await person.Page.GotoAsync(new Uri(scene.Site.Address, name + "?bare").ToString());
        var bare = await person.Page.EvaluateAsync<string>(Look);

        await person.Page.GotoAsync(new Uri(scene.Site.Address, name).ToString());
        var frame = name == "frame" ? person.Page.Frames[1] : person.Page.MainFrame;
        await frame.Locator("kefu-chat .launcher").WaitForAsync();
        Assert.Equal(bare, await person.Page.EvaluateAsync<string>(Look));

        // From here on something moves, within the widget, whose elements a page is not told of.
        await person.Page.EvaluateAsync("told.isOpen = true");
        await frame.Locator("kefu-chat .launcher").ClickAsync();
        await frame.Locator("kefu-chat textarea").FillAsync("  您好，看看 https://example.com/  ");
        await frame.Locator("kefu-chat textarea").PressAsync("Enter");
        await Expect(frame.Locator("kefu-chat .row.own.sent, kefu-chat .row.own.delivered").First).ToBeVisibleAsync();
        await Expect(frame.Locator("kefu-chat .bubble a")).ToHaveAttributeAsync("href", "https://example.com/");
        await frame.Locator("kefu-chat .composer .tool").First.ClickAsync();
        await frame.Locator("kefu-chat .emoji").First.ClickAsync();
        await frame.Locator("kefu-chat textarea").PressAsync("Escape");
        await Expect(frame.Locator("kefu-chat .panel")).ToBeHiddenAsync();

        Assert.Equal(bare, await person.Page.EvaluateAsync<string>(Look));
        Assert.Empty(await person.Page.EvaluateAsync<string[]>("told.shifts"));
        Assert.Empty(await frame.EvaluateAsync<string[]>("told.faults"));
        Assert.Equal(
            ["Kefu"],
            await frame.EvaluateAsync<string[]>("Object.getOwnPropertyNames(window).filter((name) => !names.has(name) && !/^(\\d+|names|App|[Rr]eact.*|jQuery|\\$j?|Chat|open2|socket|ret)$/.test(name))"));
        Assert.Equal(new[] { scene.Server.BaseAddress.Authority, scene.Site.Address.Authority }.Order(), hosts.Keys.Order());
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Widget_OnHostilePages_LooksTheSameAsOnAQuietOne()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var looks = new List<string>();
        foreach (var name in new[] { string.Empty, "plain", "csp", "jquery" })
        {
            var person = await scene.OpenAsync();
            var customer = new CustomerPage(person.Page);
            await customer.OpenAsync(new Uri(scene.Site.Address, name));
            await customer.SendAsync("一样");
            await Expect(customer.Stored).ToHaveCountAsync(1);
            looks.Add(await person.Page.EvaluateAsync<string>(OwnLook));
        }

        Assert.All(looks, look => Assert.Equal(looks[0], look));
    }

    [Fact]
    public async Task Spa_ThatNavigates_KeepsTheChatAndItsPanel()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var person = await scene.OpenAsync();
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(new Uri(scene.Site.Address, "spa"));
        await customer.SendAsync("第一页");
        await Expect(customer.Stored).ToHaveCountAsync(1);
        await person.Page.Locator("#go").ClickAsync();
        await Expect(person.Page.Locator("main p")).ToHaveTextAsync("/spa/tea");
        await customer.SendAsync("第二页");
        await Expect(customer.Stored).ToHaveCountAsync(2);
        await person.Page.GoBackAsync();
        await Expect(customer.Panel).ToBeVisibleAsync();

        await person.Page.EvaluateAsync("Kefu('destroy')");
        Assert.Equal(0, await person.Page.Locator("kefu-chat").CountAsync());
        Assert.False(await person.Page.EvaluateAsync<bool>("'Kefu' in window"));
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Phone_WithItsKeyboardOpen_ShowsTheComposerAboveItAndHoldsThePage()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var person = await scene.OpenAsync(width: 390, height: 844);
        // Chromium draws no keyboard in tests: what it would say of itself is said for it.
        await person.Page.AddInitScriptAsync(
            """
            const seen = Object.assign(new EventTarget(), { height: 844, width: 390, offsetTop: 0, offsetLeft: 0, scale: 1 });
            Object.defineProperty(window, 'visualViewport', { value: seen });
            window.keyboard = (height, top) => { Object.assign(seen, { height: 844 - height, offsetTop: top }); seen.dispatchEvent(new Event('resize')); };
            """);
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(new Uri(scene.Site.Address, "plain"));
        await customer.SendAsync("手机上");
        await Expect(customer.Stored).ToHaveCountAsync(1);
        await person.Page.EvaluateAsync("keyboard(336, 40)");

        var panel = (await customer.Panel.BoundingBoxAsync())!;
        var composer = (await customer.Composer.BoundingBoxAsync())!;
        Assert.Equal((0, 40, 390, 508), (panel.X, panel.Y, panel.Width, panel.Height));
        Assert.InRange(composer.Y + composer.Height, 40, 548);
        await Expect(customer.Bubbles.Last).ToBeInViewportAsync();
        Assert.Equal("hidden", await person.Page.EvaluateAsync<string>("document.documentElement.style.overflow"));

        await person.Page.EvaluateAsync("keyboard(0, 0); Kefu('close')");
        Assert.Equal(string.Empty, await person.Page.EvaluateAsync<string>("document.documentElement.style.overflow"));
        scene.AssertNoFaults();
    }

    private static ConcurrentDictionary<string, bool> HostsOf(IPage page)
    {
        var hosts = new ConcurrentDictionary<string, bool>();
        page.Request += (_, request) =>
        {
            if (Uri.TryCreate(request.Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
                hosts[address.Authority] = true;
        };
        page.WebSocket += (_, socket) => hosts[new Uri(socket.Url).Authority] = true;
        return hosts;
    }
}
