using KefuBlazor.Core.Customers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests;

/// <summary>Who the customer is: what the page says of them, where they are on it, and that all their tabs agree.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class IdentityTests(ChromiumFixture chromium)
{
    private const string Secret = "a secret of the site's, only for tests";
    private const string Payload = "<img src=x onerror=\"window.owned=1\"><script>window.owned=1</script>";

    [Fact]
    public async Task Identify_OnAnotherBrowser_GoesOnWithTheSameConversation()
    {
        await using var scene = await StartAsync();
        var agent = await scene.SignInAsync("kefu001");
        var desktop = await scene.OpenAsync();
        var first = new CustomerPage(desktop.Page);
        await first.OpenAsync(scene.Site.Address);
        await IdentifyAsync(desktop.Page, "42", "王小姐");
        await first.SendAsync("从电脑上问");
        await agent.OpenFirstAsync();
        await Expect(agent.Customer).ToContainTextAsync("王小姐");
        await Expect(agent.Customer).ToContainTextAsync("身份已验证");

        var phone = await scene.OpenAsync(width: 390, height: 844);
        var second = new CustomerPage(phone.Page);
        await second.OpenAsync(scene.Site.Address);
        await IdentifyAsync(phone.Page, "42", "王小姐");
        await Expect(second.Bubble("从电脑上问")).ToBeVisibleAsync();
        await second.SendAsync("从手机上接着问");
        await Expect(first.Bubble("从手机上接着问")).ToBeVisibleAsync();
        await Expect(agent.Bubble("从手机上接着问")).ToBeVisibleAsync();
        await Expect(agent.Rows).ToHaveCountAsync(1);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Identify_WithAWrongHash_WarnsThePageAndChatsOn()
    {
        await using var scene = await StartAsync();
        var person = await scene.OpenAsync();
        var warned = new TaskCompletionSource<string>();
        person.Page.Console += (_, message) =>
        {
            if (message.Text.Contains("identify", StringComparison.Ordinal))
                warned.TrySetResult(message.Text);
        };
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(scene.Site.Address);
        await person.Page.EvaluateAsync("Kefu('identify', { external_id: '42', user_hash: 'wrong' })");
        Assert.Contains("forbidden", await warned.Task.WaitAsync(TimeSpan.FromSeconds(20)), StringComparison.Ordinal);
        await customer.SendAsync("在吗？");
        await Expect(customer.Stored).ToHaveCountAsync(1);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Reset_InOneTab_LeavesNothingOfTheCustomerInAny()
    {
        await using var scene = await StartAsync();
        var person = await scene.OpenAsync();
        var (one, other) = (new CustomerPage(person.Page), await person.OpenTabAsync());
        var two = new CustomerPage(other);
        await one.OpenAsync(scene.Site.Address);
        await IdentifyAsync(person.Page, "42", "王小姐");
        await one.SendAsync("这是我的");
        await Expect(one.Stored).ToHaveCountAsync(1);
        await two.OpenAsync(scene.Site.Address);
        await Expect(two.Bubble("这是我的")).ToBeVisibleAsync();
        await two.Composer.FillAsync("还没写完");

        await person.Page.EvaluateAsync("Kefu('reset')");
        foreach (var tab in new[] { one, two })
        {
            await Expect(tab.Composer).ToHaveValueAsync(string.Empty);
            await Expect(tab.Bubbles).ToHaveCountAsync(0);
        }

        await two.SendAsync("我是另一个人");
        await Expect(one.Bubble("我是另一个人")).ToBeVisibleAsync();
        await Expect(one.Bubble("这是我的")).ToHaveCountAsync(0);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Identify_AnotherPersonOnTheSameBrowser_SeesNothingOfTheFirst()
    {
        await using var scene = await StartAsync();
        var person = await scene.OpenAsync();
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(scene.Site.Address);
        await IdentifyAsync(person.Page, "42", "first");
        await customer.SendAsync("这是我的");
        await Expect(customer.Stored).ToHaveCountAsync(1);
        await IdentifyAsync(person.Page, "43", "second");
        await Expect(customer.Bubbles).ToHaveCountAsync(0);
        await customer.SendAsync("我是另一个人");
        await Expect(customer.Stored).ToHaveCountAsync(1);
        await IdentifyAsync(person.Page, "42", "first");
        await Expect(customer.Bubble("这是我的")).ToBeVisibleAsync();
        await Expect(customer.Bubbles).ToHaveCountAsync(1);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Page_MovedByTheRouter_IsShownLiveAtTheDesk()
    {
        await using var scene = await StartAsync();
        var agent = await scene.SignInAsync("kefu001");
        var person = await scene.OpenAsync();
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(scene.Site.Address);
        await customer.SendAsync("在吗？");
        await agent.OpenFirstAsync();
        await Expect(agent.Customer).ToContainTextAsync("Shop");

        var pushState = await person.Page.EvaluateAsync<bool>("history.pushState.toString().includes('native code')");
        Assert.True(pushState, "the page's history is as it was");
        await person.Page.EvaluateAsync("history.pushState({}, '', '/cart?step=2'); document.title = '购物车'");
        await Expect(agent.Customer).ToContainTextAsync("购物车");
        await Expect(agent.Customer).ToContainTextAsync("/cart?step=2");
        await person.Page.GoBackAsync();
        await person.Page.EvaluateAsync("document.title = 'Shop again'");
        await Expect(agent.Customer.Locator(".page")).ToContainTextAsync("Shop again");
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Unread_InTwoTabs_IsOneCount()
    {
        await using var scene = await StartAsync();
        var agent = await scene.SignInAsync("kefu001");
        var person = await scene.OpenAsync();
        var (one, other) = (new CustomerPage(person.Page), await person.OpenTabAsync());
        var two = new CustomerPage(other);
        await one.OpenAsync(scene.Site.Address);
        await one.SendAsync("在吗？");
        await two.OpenAsync(scene.Site.Address);
        await Expect(two.Bubble("在吗？")).ToBeVisibleAsync();
        foreach (var page in new[] { person.Page, other })
            await page.EvaluateAsync("Kefu('close')");
        await agent.OpenFirstAsync();
        await agent.SendAsync("在的");
        await Expect(one.Badge).ToHaveTextAsync("1");
        await Expect(two.Badge).ToHaveTextAsync("1");

        await other.BringToFrontAsync();
        await other.EvaluateAsync("Kefu('open')");
        await Expect(two.Bubble("在的")).ToBeVisibleAsync();
        await Expect(one.Badge).ToBeHiddenAsync();
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task TypingPreview_WhereItIsOn_IsToldToTheCustomerAndShownToTheAgent()
    {
        await using var scene = await StartAsync(("Widget__TypingPreview", "true"));
        var agent = await scene.SignInAsync("kefu001");
        var customer = await scene.VisitAsync();
        await Expect(customer.Panel).ToContainTextAsync("客服可以看到您正在输入的内容");
        await customer.SendAsync("在吗？");
        await agent.OpenFirstAsync();
        await customer.TypeAsync("我想问问");
        await Expect(agent.Draft).ToHaveTextAsync("我想问问");
        await customer.Composer.PressAsync("Enter");
        await Expect(agent.Bubble("我想问问")).ToBeVisibleAsync();
        await Expect(agent.Draft).ToHaveCountAsync(0);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task TypingPreview_WhereItIsOff_SaysThatSomebodyTypesAndNothingElse()
    {
        await using var scene = await StartAsync();
        var agent = await scene.SignInAsync("kefu001");
        var customer = await scene.VisitAsync();
        await customer.SendAsync("在吗？");
        await agent.OpenFirstAsync();
        await customer.TypeAsync("谁也不该看到");
        await Expect(agent.Typing).ToBeVisibleAsync();
        await Expect(agent.Draft).ToHaveCountAsync(0);
        await Expect(customer.Panel).Not.ToContainTextAsync("客服可以看到");
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Desk_PayloadInEveryFieldOfACustomer_ShowsText()
    {
        await using var scene = await StartAsync();
        var agent = await scene.SignInAsync("kefu001");
        var person = await scene.OpenAsync(userAgent: Payload);
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(new Uri(scene.Site.Address, "?q=%3Cscript%3E&" + Uri.EscapeDataString(Payload)));
        await person.Page.EvaluateAsync(
            """
            (payload) => {
              document.title = payload;
              history.pushState({}, '', '#' + payload);
              Kefu('identify', { name: payload.slice(0, 80), email: `"${payload.slice(0, 40)}"@x`, phone: payload.slice(0, 32), attributes: { [payload.slice(0, 60)]: payload } });
            }
            """,
            Payload);
        await customer.SendAsync(Payload);
        await agent.OpenFirstAsync();
        await Expect(agent.Customer.Locator(".page")).ToContainTextAsync("<img src=x");
        await Expect(agent.Customer.Locator("dd").Filter(new() { HasTextString = Payload }).First).ToBeVisibleAsync();
        Assert.Equal(0, await agent.Customer.Locator("img, script").CountAsync());
        Assert.False(await agent.Customer.EvaluateAsync<bool>("() => 'owned' in window"));
        scene.AssertNoFaults();
    }

    private Task<Scene> StartAsync(params (string Name, string Value)[] settings) => Scene.StartAsync(
        chromium, settings.Append(("Customers__IdentitySecret", Secret)).ToDictionary(pair => pair.Item1, pair => pair.Item2));

    private static async Task IdentifyAsync(IPage page, string externalId, string name) => await page.EvaluateAsync(
        "([external_id, user_hash, name]) => Kefu('identify', { external_id, user_hash, name })",
        new[] { externalId, UserHash.Of(externalId, Secret), name });
}
