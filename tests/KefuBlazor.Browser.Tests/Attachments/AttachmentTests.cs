using System.Text;
using KefuBlazor.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests.Attachments;

/// <summary>Pictures, files and voices between a customer and an agent.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class AttachmentTests(ChromiumFixture chromium)
{
    /// <summary>Drawing large pictures anew takes its time where many tests share a machine.</summary>
    private static readonly float Slow = (float)TimeSpan.FromSeconds(30).TotalMilliseconds;

    /// <summary>A name that would run, were it ever taken for markup.</summary>
    private const string HostileName = "\"><img src=x onerror=alert(1)>'&amp;.pdf";

    [Fact]
    public async Task Picture_PastedByTheCustomer_IsSeenAndOpenedAtTheDesk()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        var picture = await GivenFile.PictureAsync(scene.CustomersPage, 640, 480);

        await picture.PasteAsync(scene.Customer.Composer);
        await Expect(scene.Given.Ready).ToHaveCountAsync(1);
        await scene.CustomersPage.Locator("kefu-chat .send").ClickAsync();
        await Expect(scene.Given.Stored).ToHaveCountAsync(1);
        await Expect(scene.Customer.Composer).ToBeFocusedAsync();

        await Expect(scene.AgentsPage.Locator("[data-conversation] .preview")).ToHaveTextAsync("[图片]");
        await LoadedAsync(scene.Shown.Locator("img"));
        await scene.Shown.Locator(".picture").ClickAsync();
        var viewer = scene.AgentsPage.Locator("dialog.viewer");
        await Expect(viewer).ToBeVisibleAsync();
        await viewer.Locator("[data-zoom='1']").ClickAsync();
        await scene.AgentsPage.Keyboard.PressAsync("Escape");
        await Expect(viewer).ToBeHiddenAsync();
        await Expect(scene.Shown.Locator(".picture")).ToBeFocusedAsync();
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Picture_DroppedByTheAgent_IsSeenAndOpenedInTheWidget()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        var picture = await GivenFile.PictureAsync(scene.AgentsPage, 640, 480);

        await picture.DropAsync(scene.Agent.Pane);
        await Expect(scene.AgentsPage.Locator(".staged.done")).ToHaveCountAsync(1);
        await scene.Agent.SendAsync("看这张");

        await LoadedAsync(scene.Given.Pictures);
        await Expect(scene.Customer.Bubbles.Last).ToHaveTextAsync("看这张");
        await scene.CustomersPage.Locator("kefu-chat .picture").ClickAsync();
        await Expect(scene.Given.Viewer).ToBeVisibleAsync();
        await scene.CustomersPage.Keyboard.PressAsync("+");
        await scene.CustomersPage.Keyboard.PressAsync("Escape");
        await Expect(scene.Given.Viewer).ToHaveCountAsync(0);
        await Expect(scene.Customer.Panel).ToBeVisibleAsync();
        await Expect(scene.CustomersPage.Locator("kefu-chat .picture")).ToBeFocusedAsync();
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Picture_LargeAndFromACamera_ArrivesSmallerAndSaysNothingMore()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        var photo = (await GivenFile.PictureAsync(scene.CustomersPage, 2000, 1000, "image/jpeg")).WithExif();
        var small = (await GivenFile.PictureAsync(scene.CustomersPage, 300, 200, "image/jpeg")).WithExif();

        await photo.DropAsync(scene.Customer.Panel);
        await small.DropAsync(scene.Customer.Panel);
        await Expect(scene.Given.Ready).ToHaveCountAsync(2, new() { Timeout = Slow });
        await scene.Customer.Composer.PressAsync("Enter");

        await Expect(scene.Shown).ToHaveCountAsync(2, new() { Timeout = Slow });
        await LoadedAsync(scene.Shown.Nth(0).Locator("img"));
        Assert.Equal("1600 × 800", await MeasuresAsync(scene.Shown.Nth(0)));
        await LoadedAsync(scene.Shown.Nth(1).Locator("img"));
        Assert.Equal("300 × 200", await MeasuresAsync(scene.Shown.Nth(1)));
        for (var i = 0; i < 2; i++)
        {
            var received = Encoding.Latin1.GetString(await BytesAsync(scene.Shown.Nth(i).Locator("img")));
            Assert.DoesNotContain("Exif", received, StringComparison.Ordinal);
            Assert.DoesNotContain("Zhang San", received, StringComparison.Ordinal);
        }

        scene.AssertNoFaults();
    }

    [Fact]
    public async Task File_WithAHostileName_IsShownAsTextAndDownloadedAsItWas()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        var file = GivenFile.Pdf(HostileName, 200_000);

        var chooser = await scene.CustomersPage.RunAndWaitForFileChooserAsync(() => scene.Given.Clip.ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = file.Name, MimeType = file.ContentType, Buffer = file.Content });
        await Expect(scene.Given.Ready).ToHaveCountAsync(1);
        await scene.Customer.Composer.PressAsync("Enter");

        await Expect(scene.Shown.Locator(".name")).ToContainTextAsync("onerror=alert(1)");
        await Expect(scene.Shown.Locator("img")).ToHaveCountAsync(0);
        await Expect(scene.Given.Cards).ToContainTextAsync("onerror=alert(1)");
        await Expect(scene.AgentsPage.Locator("[data-conversation] .preview")).ToContainTextAsync("[文件]");
        var download = await scene.AgentsPage.RunAndWaitForDownloadAsync(() => scene.Shown.Locator("a").ClickAsync());
        Assert.Equal(file.Content, await File.ReadAllBytesAsync(await download.PathAsync()));
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Voice_RecordedByTheCustomer_IsPlayedAtTheDesk()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);

        await scene.Given.Microphone.ClickAsync();
        await Expect(scene.Given.Recorder.Locator("time")).ToHaveTextAsync("0:02");
        await scene.Given.Recorder.Locator(".send").ClickAsync();
        await Expect(scene.Given.Stored).ToHaveCountAsync(1);

        await Expect(scene.AgentsPage.Locator("[data-conversation] .preview")).ToHaveTextAsync("[语音]");
        await scene.Shown.Locator("[data-play]").ClickAsync();
        await Expect(scene.Shown.Locator("[data-time]")).ToHaveTextAsync("0:01");
        await scene.Given.Player.Locator("button").ClickAsync();
        await Expect(scene.Given.Player.Locator("time")).ToHaveTextAsync("0:01");
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Recording_GivenUp_SendsNothing()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);

        await scene.Given.Microphone.ClickAsync();
        await Expect(scene.Given.Recorder).ToBeVisibleAsync();
        await scene.CustomersPage.Keyboard.PressAsync("Escape");
        await Expect(scene.Given.Recorder).ToHaveCountAsync(0);
        await Expect(scene.Customer.Panel).ToBeVisibleAsync();
        await scene.Customer.SendAsync("还是打字吧");

        await Expect(scene.Agent.Bubble("还是打字吧")).ToBeVisibleAsync();
        await Expect(scene.Shown).ToHaveCountAsync(0);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Refused_ByTheServer_IsSaidAndCanBeRemoved()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        var program = new GivenFile("setup.exe", "application/x-msdownload", [0x4d, 0x5a, .. new byte[512]]);

        await program.DropAsync(scene.Customer.Panel);
        await Expect(scene.Given.Ready).ToHaveCountAsync(1);
        await scene.Customer.SendAsync("装不上");

        await Expect(scene.CustomersPage.Locator("kefu-chat .row.failed")).ToContainTextAsync("不支持发送这类文件");
        await Expect(scene.CustomersPage.Locator("kefu-chat button.retry")).ToHaveCountAsync(0);
        await Expect(scene.Agent.Bubble("装不上")).ToBeVisibleAsync();
        await scene.Given.GiveUp.ClickAsync();
        await Expect(scene.Given.Media).ToHaveCountAsync(0);

        await program.DropAsync(scene.Agent.Pane);
        await Expect(scene.AgentsPage.Locator(".staged.refused")).ToContainTextAsync("不支持这类文件");
    }

    private static Task LoadedAsync(ILocator picture) => Eventually.HoldsAsync(
        () => picture.First.EvaluateAsync<bool>("one => one.localName === 'canvas' ? one.width > 0 : one.complete && one.naturalWidth > 0"),
        () => "a picture that is not loaded");

    private static Task<string> MeasuresAsync(ILocator bubble) =>
        bubble.Locator("img").EvaluateAsync<string>("picture => `${picture.naturalWidth} × ${picture.naturalHeight}`");

    private static async Task<byte[]> BytesAsync(ILocator picture) => Convert.FromBase64String(await picture.EvaluateAsync<string>(
        """
        async (picture) => {
          const bytes = new Uint8Array(await (await fetch(picture.src)).arrayBuffer());
          let text = '';
          for (const one of bytes) text += String.fromCharCode(one);
          return btoa(text);
        }
        """));
}
