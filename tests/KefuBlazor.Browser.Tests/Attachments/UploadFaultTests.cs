using System.Text.RegularExpressions;
using KefuBlazor.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests.Attachments;

/// <summary>What may come between choosing a file and its being there: nothing is lost, nothing doubled, and the order stays.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class UploadFaultTests(ChromiumFixture chromium)
{
    /// <summary>Whether so many files are kept in the browser. A database that is not there is not made by looking for it.</summary>
    private const string KeptFiles =
        """
        async (wanted) => {
          const known = await indexedDB.databases();
          if (!known.some(({ name }) => name === 'kefu:default')) return wanted === 0;
          return new Promise((done, fail) => {
            const request = indexedDB.open('kefu:default');
            request.onerror = () => fail(request.error);
            request.onsuccess = () => {
              const count = request.result.transaction('files').objectStore('files').count();
              count.onsuccess = () => {
                request.result.close();
                done(count.result === wanted);
              };
            };
          });
        }
        """;

    private static readonly float Back = (float)TimeSpan.FromSeconds(45).TotalMilliseconds;

    [Fact]
    public async Task Cut_InTheMiddleOfAnUpload_SendsItOnceAndInItsPlace()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        await using var slow = await StartUploadAsync(scene);
        await scene.Customer.SendAsync("附上合同");

        await scene.Wire.CutAsync();
        await slow.EndAsync();
        scene.Wire.Mend();

        await ArrivedOnceAsync(scene);
    }

    [Fact]
    public async Task Reload_InTheMiddleOfAnUpload_SendsItOnceAndInItsPlace()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        await using var slow = await StartUploadAsync(scene);
        await scene.Customer.SendAsync("附上合同");

        await slow.EndAsync();
        await scene.Customer.OpenAsync(scene.Site);

        await ArrivedOnceAsync(scene);
    }

    [Fact]
    public async Task Cut_BetweenTheSendAndItsAck_SendsItOnce()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        var sends = 0;
        // The server gets the message; the customer never hears of it.
        await scene.CustomersPage.RouteWebSocketAsync(new Regex("/ws"), socket =>
        {
            var server = socket.ConnectToServer();
            var isDeaf = false;
            socket.OnMessage(frame =>
            {
                server.Send(frame.Text!);
                if (!frame.Text!.Contains("\"type\":\"file\"", StringComparison.Ordinal))
                    return;
                isDeaf = Interlocked.Increment(ref sends) == 1;
                if (isDeaf)
                    _ = socket.CloseAsync(new WebSocketRouteCloseOptions { Code = 3000 });
            });
            server.OnMessage(frame =>
            {
                if (!isDeaf)
                    socket.Send(frame.Text!);
            });
        });
        await scene.Customer.OpenAsync(scene.Site);

        await GivenFile.Pdf("合同.pdf").DropAsync(scene.Customer.Panel);
        await Expect(scene.Given.Ready).ToHaveCountAsync(1);
        await scene.Customer.SendAsync("附上合同");

        await ArrivedOnceAsync(scene);
        Assert.Equal(2, sends);
    }

    [Fact]
    public async Task Cancel_InTheMiddleOfAnUpload_SendsOnlyWhatFollows()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        await using var slow = await StartUploadAsync(scene);
        await scene.Customer.SendAsync("发错了");

        await scene.Given.GiveUp.ClickAsync();

        await Expect(scene.Agent.Bubble("发错了")).ToBeVisibleAsync();
        await Expect(scene.Given.Media).ToHaveCountAsync(0);
        await Expect(scene.Shown).ToHaveCountAsync(0);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Reset_InTheMiddleOfAnUpload_ForgetsTheFileInEveryTab()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        await using var slow = await StartUploadAsync(scene);
        await scene.Customer.SendAsync("附上合同");
        // It has the file before it, and the database open too.
        var other = await scene.CustomersPage.Context.NewPageAsync();
        await new CustomerPage(other).OpenAsync(scene.Site);
        await Expect(new CustomerFiles(other).Media).ToHaveCountAsync(1);
        await other.WaitForFunctionAsync(KeptFiles, 1, new() { Timeout = 20_000 });

        await other.EvaluateAsync("Kefu('reset')");

        foreach (var tab in new[] { scene.CustomersPage, other })
        {
            await tab.WaitForFunctionAsync(KeptFiles, 0, new() { Timeout = 20_000 });
            await Expect(new CustomerFiles(tab).Media).ToHaveCountAsync(0);
        }

        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Cut_InTheMiddleOfTheAgentsUpload_CanBeTriedAgainAndGoesOnce()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        await using var slow = await SlowNetwork.OfAsync(scene.AgentsPage);
        await GivenFile.Pdf("报价单.pdf", 3_000_000).DropAsync(scene.Agent.Pane);
        await Expect(scene.AgentsPage.Locator(".staged.working .note")).ToContainTextAsync("%");

        await scene.Wire.CutAsync();
        var failed = scene.AgentsPage.Locator(".staged.failed");
        await Expect(failed).ToContainTextAsync("未能上传");
        await slow.EndAsync();
        scene.Wire.Mend();
        await Eventually.HoldsAsync(
            async () =>
            {
                if (await failed.CountAsync() > 0)
                    await failed.Locator(".again").ClickAsync();
                return await scene.AgentsPage.Locator(".staged.done").CountAsync() == 1;
            },
            () => "an upload that does not come through",
            TimeSpan.FromSeconds(20));
        await scene.Agent.SendAsync("请查收");

        await Expect(scene.Customer.Bubble("请查收")).ToBeVisibleAsync(new() { Timeout = Back });
        await Expect(scene.Given.Cards).ToHaveCountAsync(1);
        await Expect(scene.Shown).ToHaveCountAsync(1);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Send_WhileTheAgentsUploadRuns_GoesWhenItIsThereAndInOrder()
    {
        await using var scene = await AttachmentScene.StartAsync(chromium);
        await using var slow = await SlowNetwork.OfAsync(scene.AgentsPage);
        await GivenFile.Pdf("报价单.pdf", 3_000_000).DropAsync(scene.Agent.Pane);
        await Expect(scene.AgentsPage.Locator(".staged.working .note")).ToContainTextAsync("%");
        await scene.Agent.SendAsync("请查收");
        await Expect(scene.AgentsPage.Locator(".composer [data-count]")).ToHaveTextAsync("上传完成后自动发送");
        await slow.EndAsync();

        await Expect(scene.Customer.Bubbles).ToHaveTextAsync(
            [new Regex("您好"), new Regex("报价单"), new Regex("请查收")], new() { Timeout = Back });
        await Expect(scene.Agent.Composer).ToHaveValueAsync(string.Empty);
        scene.AssertNoFaults();
    }

    /// <summary>A file of some megabytes on its way at a few hundred kilobytes a second.</summary>
    private static async Task<SlowNetwork> StartUploadAsync(AttachmentScene scene)
    {
        await GivenFile.Pdf("合同.pdf", 3_000_000).DropAsync(scene.Customer.Panel);
        await Expect(scene.Given.Ready).ToHaveCountAsync(1);
        var slow = await SlowNetwork.OfAsync(scene.CustomersPage);
        await scene.Customer.Composer.PressAsync("Enter");
        await scene.Given.UntilHalfwayAsync();
        return slow;
    }

    private static async Task ArrivedOnceAsync(AttachmentScene scene)
    {
        await Expect(scene.Agent.Bubble("附上合同")).ToBeVisibleAsync(new() { Timeout = Back });
        await Expect(scene.Agent.Bubbles).ToHaveTextAsync([new Regex("您好"), new Regex("合同.pdf"), new Regex("附上合同")]);
        await Expect(scene.Customer.Bubbles).ToHaveTextAsync([new Regex("您好"), new Regex("合同.pdf"), new Regex("附上合同")], new() { Timeout = Back });
        await Expect(scene.Given.Stored).ToHaveCountAsync(1);
        scene.AssertNoFaults();
    }
}
