using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests.Attachments;

/// <summary>What an agent is about to send outlives the page, and voices are recorded at the desk too.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class DeskTrayTests(ChromiumFixture chromium)
{
    private static readonly float Back = (float)TimeSpan.FromSeconds(30).TotalMilliseconds;

    [Fact]
    public async Task Tray_AfterAReloadAndInAnotherLanguage_HoldsTheFilesAndSendsThemOnce()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        await GivenFile.Pdf("报价单.pdf").DropAsync(scene.Agent.Pane);
        await (await GivenFile.PictureAsync(scene.AgentsPage, 320, 240)).DropAsync(scene.Agent.Pane);
        var ready = scene.AgentsPage.Locator(".staged.done");
        await Expect(ready).ToHaveCountAsync(2);

        await scene.Agent.ReloadAsync();
        await Expect(ready).ToHaveCountAsync(2);
        await scene.Agent.SwitchLanguageAsync();
        await Expect(scene.AgentsPage.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(ready.First).ToContainTextAsync("报价单.pdf");
        await scene.Agent.SendAsync("both");
        await Expect(scene.Customer.Bubble("both")).ToBeVisibleAsync(new() { Timeout = Back });
        await Expect(scene.Given.Media).ToHaveCountAsync(2);

        await scene.Agent.ReloadAsync();
        await Expect(scene.Shown).ToHaveCountAsync(2);
        await Expect(scene.AgentsPage.Locator(".staged")).ToHaveCountAsync(0);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Tray_ReloadedInTheMiddleOfAnUpload_UploadsAnew()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        var slow = await SlowNetwork.OfAsync(scene.AgentsPage);
        await GivenFile.Pdf("报价单.pdf", 3_000_000).DropAsync(scene.Agent.Pane);
        await Expect(scene.AgentsPage.Locator(".staged.working .note")).ToContainTextAsync("%");
        await slow.EndAsync();

        await scene.Agent.ReloadAsync();
        await Expect(scene.AgentsPage.Locator(".staged.done")).ToHaveCountAsync(1, new() { Timeout = Back });
        await scene.AgentsPage.Locator(".staged .remove").ClickAsync();
        await scene.Agent.ReloadAsync();
        await scene.Agent.SendAsync("没有附件");
        await Expect(scene.Customer.Bubble("没有附件")).ToBeVisibleAsync();
        await Expect(scene.Given.Media).ToHaveCountAsync(0);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Voice_RecordedByTheAgent_IsPlayedInTheWidget()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        var recorder = scene.AgentsPage.Locator(".composer .recorder");
        await scene.Agent.Composer.FillAsync("还在写");
        await scene.AgentsPage.Locator("[data-record]").ClickAsync();
        await Expect(recorder.Locator("time")).ToHaveTextAsync("0:02");
        await recorder.Locator(".send").ClickAsync();

        await Expect(scene.Shown.Locator("[data-play]")).ToHaveCountAsync(1);
        await Expect(scene.AgentsPage.Locator(".staged")).ToHaveCountAsync(0);
        await Expect(scene.Agent.Composer).ToHaveValueAsync("还在写");
        await scene.Given.Player.Locator("button").ClickAsync();
        await Expect(scene.Given.Player.Locator("time")).ToHaveTextAsync("0:01");
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Recording_GivenUpByTheAgent_SendsNothing()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        var recorder = scene.AgentsPage.Locator(".composer .recorder");
        await scene.AgentsPage.Locator("[data-record]").ClickAsync();
        await Expect(recorder).ToBeVisibleAsync();
        await scene.AgentsPage.Keyboard.PressAsync("Escape");
        await Expect(recorder).ToHaveCountAsync(0);
        await scene.Agent.SendAsync("还是打字吧");
        await Expect(scene.Customer.Bubble("还是打字吧")).ToBeVisibleAsync();
        await Expect(scene.Shown).ToHaveCountAsync(0);
        scene.AssertNoFaults();
    }
}
