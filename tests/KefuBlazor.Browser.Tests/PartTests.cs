using KefuBlazor.Browser.Tests.Attachments;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests;

/// <summary>What a chat loads only when it is wanted, where the network fails for a moment.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class PartTests(ChromiumFixture chromium)
{
    private const string Life = "**/kehu/src/life.js";
    private const string English = "**/kehu/src/words-en.js";
    private const string Files = "**/kehu/src/attachment-kit.js";

    private const string Watch = "window.rejections = []; addEventListener('unhandledrejection', ({ reason }) => rejections.push(`${reason}`));";

    /// <summary>Longer than a chat waits before it asks again, milliseconds.</summary>
    private const int Pause = 6000;

    [Fact]
    public async Task Form_ThatDidNotCome_ComesByItselfAndOneCanWriteUntilThen()
    {
        await using var scene = await Scene.StartAsync(chromium, new() { ["Widget__PreChat__Fields__0__Kind"] = "Name" });
        var page = await ComeWithoutAsync(Life, scene);
        var customer = new CustomerPage(page);
        await FailAsync(page, () => customer.OpenAsync(scene.Site.Address));
        await customer.TypeAsync("half a sentence");

        await page.UnrouteAsync(Life);
        await page.Clock.FastForwardAsync(Pause);
        await Expect(page.GetByLabel("姓名")).ToBeVisibleAsync();
        await Expect(customer.Composer).ToBeHiddenAsync();
        await Expect(customer.Panel).ToBeFocusedAsync();
        await page.GetByText("开始咨询").ClickAsync();
        await Expect(customer.Composer).ToHaveValueAsync("half a sentence");
        await AssertNothingReachedThePageAsync(page);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Menu_ThatDidNotCome_ComesWhenItIsAskedForAgain()
    {
        await using var scene = await Scene.StartAsync(chromium);
        await scene.SignInAsync("kefu001"); // where nobody is there, it comes without being asked for
        var page = await ComeWithoutAsync(Life, scene);
        var customer = new CustomerPage(page);
        await customer.OpenAsync(scene.Site.Address);
        await customer.SendAsync("你好");
        await Expect(customer.Panel).ToContainTextAsync("客服小王");
        var more = customer.Header.GetByTitle("更多");
        await FailAsync(page, () => more.ClickAsync());

        await page.UnrouteAsync(Life);
        await more.ClickAsync();
        await Expect(page.Locator("kefu-chat .menu")).ToBeVisibleAsync();
        await AssertNothingReachedThePageAsync(page);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Language_WhoseWordsDidNotCome_IsStillTheOldOneUntilItIsAskedForAgain()
    {
        await using var scene = await Scene.StartAsync(chromium);
        await scene.SignInAsync("kefu001");
        var page = await ComeWithoutAsync(English, scene);
        var customer = new CustomerPage(page);
        await customer.OpenAsync(scene.Site.Address);
        var other = customer.Header.GetByTitle("Switch to English");
        var launcher = page.Locator("kefu-chat .launcher");
        await FailAsync(page, () => other.ClickAsync());
        await Expect(launcher).ToHaveAttributeAsync("aria-label", "在线客服");
        Assert.Null(await page.EvaluateAsync<string?>("localStorage.getItem('kefu:default:language')"));

        await page.UnrouteAsync(English);
        await other.ClickAsync();
        await Expect(launcher).ToHaveAttributeAsync("aria-label", "Chat");
        await Expect(customer.Header.GetByTitle("切换到中文")).ToBeVisibleAsync();
        await AssertNothingReachedThePageAsync(page);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Picture_WhoseViewDidNotCome_IsShownOnceItComes()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        var page = scene.CustomersPage;
        await page.EvaluateAsync(Watch);
        await page.Clock.InstallAsync();
        await page.RouteAsync(Files, route => route.AbortAsync());
        var picture = await GivenFile.PictureAsync(scene.AgentsPage, 50, 70);
        await picture.PasteAsync(scene.Agent.Composer);
        await Expect(scene.AgentsPage.Locator(".staged.done")).ToHaveCountAsync(1);
        await FailAsync(page, () => scene.Agent.SendAsync("在图片下面"));
        await Expect(scene.Customer.Bubble("在图片下面")).ToBeVisibleAsync();
        await Expect(scene.Given.Pictures).ToHaveCountAsync(0);

        await page.UnrouteAsync(Files);
        await page.Clock.FastForwardAsync(Pause);
        await Expect(scene.Given.Pictures).ToHaveCountAsync(1);
        await AssertNothingReachedThePageAsync(page);
        scene.AssertNoFaults();
    }

    /// <summary>A page to which a part does not come, and whose time can be moved on.</summary>
    private static async Task<IPage> ComeWithoutAsync(string part, Scene scene)
    {
        var page = (await scene.OpenAsync()).Page;
        await page.AddInitScriptAsync(Watch);
        await page.Clock.InstallAsync();
        await page.RouteAsync(part, route => route.AbortAsync());
        return page;
    }

    /// <summary>Does what is in want of the part, until the chat has said in the console that it did not come.</summary>
    private static async Task FailAsync(IPage page, Func<Task> act) =>
        await page.RunAndWaitForConsoleMessageAsync(act, new() { Predicate = message => message.Text.StartsWith("Kefu:", StringComparison.Ordinal) });

    /// <summary>The chat keeps its faults to itself.</summary>
    private static async Task AssertNothingReachedThePageAsync(IPage page) => Assert.Empty(await page.EvaluateAsync<string[]>("rejections"));
}
