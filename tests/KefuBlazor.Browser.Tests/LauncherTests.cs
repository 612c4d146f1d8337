using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests;

/// <summary>From the button to the chat that it loads.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class LauncherTests(ChromiumFixture chromium)
{
    private const string Chat = "**/kehu/src/chat.js";

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

        await Expect(customer.Panel).ToHaveCountAsync(0);
        await page.Context.SetOfflineAsync(true);
        await Launcher(page).ClickAsync();
        await Expect(customer.Composer).ToBeFocusedAsync();
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
        await page.UnrouteAsync(Chat);
        await retry.ClickAsync();

        await Expect(new CustomerPage(page).Composer).ToBeVisibleAsync();
        scene.AssertNoFaults();
    }

    private static ILocator Launcher(IPage page) => page.Locator("kefu-chat .launcher");
}
