using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests.Attachments;

/// <summary>A picture has its place before it is there.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class LogJumpTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task Picture_Loading_MovesNothingOnEitherSide()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        var comes = new TaskCompletionSource();
        foreach (var page in (IPage[])[scene.AgentsPage, scene.CustomersPage])
        {
            await page.RouteAsync("**/api/messages/files/**", async route =>
            {
                await comes.Task;
                await route.ContinueAsync();
            });
        }

        var picture = await GivenFile.PictureAsync(scene.AgentsPage, 500, 700);
        await picture.PasteAsync(scene.Agent.Composer);
        await Expect(scene.AgentsPage.Locator(".staged.done")).ToHaveCountAsync(1);
        await scene.Agent.SendAsync("在图片下面");
        await Expect(scene.Customer.Bubble("在图片下面")).ToBeVisibleAsync();
        await Expect(scene.Agent.Bubble("在图片下面")).ToBeVisibleAsync();
        await Expect(scene.Given.Pictures).ToHaveCountAsync(1);

        var before = (await HeightAsync(scene.CustomersPage, ".scroller"), await HeightAsync(scene.AgentsPage, "[role=log]"));
        comes.SetResult();
        await Expect(scene.Given.Pictures).ToHaveJSPropertyAsync("complete", true);
        await Expect(scene.Shown.Locator("img")).ToHaveJSPropertyAsync("complete", true);

        Assert.Equal(before, (await HeightAsync(scene.CustomersPage, ".scroller"), await HeightAsync(scene.AgentsPage, "[role=log]")));
        Assert.True(await scene.Shown.Locator("img").EvaluateAsync<bool>("picture => picture.naturalWidth === 500"));
        scene.AssertNoFaults();
    }

    private static Task<double> HeightAsync(IPage page, string log) => page.Locator(log).First.EvaluateAsync<double>("log => log.scrollHeight");
}
