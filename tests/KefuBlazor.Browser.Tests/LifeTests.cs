using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests;

/// <summary>What comes before and after a chat: forms, waiting, messages that are left, the end, ratings, transcripts.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class LifeTests(ChromiumFixture chromium)
{
    private static readonly Dictionary<string, string> Form = new()
    {
        ["Widget__PreChat__Fields__0__Kind"] = "Name",
        ["Widget__PreChat__Fields__0__Required"] = "true",
        ["Widget__PreChat__Fields__1__Key"] = "order",
        ["Widget__PreChat__Fields__1__Label__zh-CN"] = "订单号",
        ["Widget__PreChat__Departments__0__Id"] = "sales",
        ["Widget__PreChat__Departments__0__Name__zh-CN"] = "售前咨询",
    };

    [Fact]
    public async Task PreChat_FilledIn_ComesWithTheFirstMessageAndOnlyThen()
    {
        await using var scene = await Scene.StartAsync(chromium, Form);
        var agent = await scene.SignInAsync("kefu001");
        var person = await scene.OpenAsync();
        var customer = await OpenAsync(scene, person);
        await Expect(customer.Composer).ToBeHiddenAsync();
        await Button(person, "开始咨询").ClickAsync();
        await Expect(person.Page.Locator("kefu-chat .fault:not(:empty)")).ToHaveCountAsync(2);

        await person.Page.GetByLabel("姓名").FillAsync("陈小姐");
        await person.Page.GetByLabel("订单号").FillAsync("A-1024");
        await person.Page.GetByLabel("您想咨询").SelectOptionAsync("售前咨询");
        await Button(person, "开始咨询").ClickAsync();
        await Expect(customer.Composer).ToBeFocusedAsync();
        await customer.SendAsync("你好");
        await agent.OpenFirstAsync();
        var panel = agent.Page.Locator("aside.panel");
        foreach (var text in new[] { "售前咨询", "陈小姐", "A-1024" })
            await Expect(panel.GetByText(text)).ToBeVisibleAsync();

        await person.Page.ReloadAsync();
        await person.Page.Locator("kefu-chat .launcher").ClickAsync();
        await Expect(customer.Composer).ToBeVisibleAsync();
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task PreChat_OfAChatThatCanStillBeReopened_IsNotAskedAgain()
    {
        await using var scene = await Scene.StartAsync(chromium, new(Form) { ["Conversations__ReopenWithin"] = "1.00:00:00" });
        var agent = await scene.SignInAsync("kefu001");
        var person = await scene.OpenAsync();
        var customer = await OpenAsync(scene, person);
        await person.Page.GetByLabel("姓名").FillAsync("陈小姐");
        await person.Page.GetByLabel("订单号").FillAsync("A-1024");
        await person.Page.GetByLabel("您想咨询").SelectOptionAsync("售前咨询");
        await Button(person, "开始咨询").ClickAsync();
        await customer.SendAsync("你好");
        await agent.OpenFirstAsync();
        var conversation = agent.Page.Url;
        await agent.CloseConversationAsync();
        await Expect(person.Page.GetByText("结束了本次会话")).ToBeVisibleAsync();

        await person.Page.ReloadAsync();
        await person.Page.Locator("kefu-chat .launcher").ClickAsync();
        await Expect(person.Page.GetByText("本次服务您满意吗？")).ToBeVisibleAsync();
        await Expect(Button(person, "开始咨询")).ToHaveCountAsync(0);
        await customer.SendAsync("还有一个问题");

        await Expect(agent.Bubbles).ToHaveTextAsync(["你好", "还有一个问题"]);
        Assert.Equal(conversation, agent.Page.Url);
        await Expect(agent.Page.Locator("aside.panel").GetByText("A-1024")).ToBeVisibleAsync();
        scene.AssertNoFaults();
    }

    [Theory]
    [InlineData("Hours__Weekly__Monday", "closed", true)] // somebody is there, and the hours are over
    [InlineData("Widget__LeaveMessage__After", "00:00:02", false)]
    public async Task Leave_WhileNobodyAnswers_ReachesTheDeskWithHowToAnswer(string setting, string value, bool outOfHours)
    {
        await using var scene = await Scene.StartAsync(chromium, new() { [setting] = value });
        var person = await scene.OpenAsync();
        var customer = await OpenAsync(scene, person);
        if (!outOfHours)
        {
            await customer.SendAsync("在吗？");
            await Expect(customer.Stored).ToHaveCountAsync(1);
        }

        await Button(person, "留言").ClickAsync();
        await Expect(person.Page.GetByLabel("姓名")).ToBeFocusedAsync();
        await person.Page.GetByLabel("电话").FillAsync("13800000000");
        await person.Page.GetByLabel("留言内容").FillAsync("请给我回电话");
        await Button(person, "提交留言").ClickAsync();
        await Expect(customer.Bubble("请给我回电话")).ToBeVisibleAsync();
        await Expect(customer.Composer).ToBeFocusedAsync();
        await Expect(customer.Stored).ToHaveCountAsync(outOfHours ? 1 : 2);
        await person.Page.ReloadAsync();
        await person.Page.Locator("kefu-chat .launcher").ClickAsync();
        await Expect(person.Page.GetByText("您的留言已收到")).ToBeVisibleAsync();

        var agent = await scene.SignInAsync("kefu001");
        await Expect(agent.Page.Locator("a.row").First.GetByText("留言", new() { Exact = true })).ToBeVisibleAsync();
        await agent.OpenFirstAsync();
        await Expect(agent.Page.Locator("aside.panel").GetByText("13800000000")).ToBeVisibleAsync();
        await agent.SendAsync("马上回您电话");
        await Expect(customer.Bubble("马上回您电话")).ToBeVisibleAsync();
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Silence_WarnsAndCloses_ThenRatedTakenAlongAndOpenedAgain()
    {
        await using var scene = await Scene.StartAsync(chromium, new()
        {
            ["Conversations__IdleWarningAfter"] = "00:00:03",
            ["Conversations__IdleCloseAfter"] = "00:00:03",
            ["Conversations__ReopenWithin"] = "1.00:00:00",
        });
        var agent = await scene.SignInAsync("kefu001");
        var person = await scene.OpenAsync();
        var customer = await OpenAsync(scene, person);
        await customer.SendAsync("你好");
        await agent.OpenFirstAsync();
        await agent.SendAsync("您好");
        await Expect(person.Page.GetByText("如无新消息，会话将自动结束").First).ToBeVisibleAsync(Patiently);
        await Expect(agent.Pane.GetByText("系统已提醒客户")).ToBeVisibleAsync(Patiently);
        await Expect(person.Page.GetByText("本次服务您满意吗？")).ToBeVisibleAsync(Patiently);
        await Expect(agent.Pane.GetByText("客户长时间未回复，会话已于")).ToBeVisibleAsync(Patiently);

        await person.Page.GetByLabel("4 分，满分 5 分").CheckAsync(new() { Force = true });
        await person.Page.GetByLabel("说说您的感受").FillAsync("回复很快");
        await Button(person, "提交评价").ClickAsync();
        await Expect(person.Page.GetByText("感谢您的评价")).ToBeVisibleAsync();
        await Expect(agent.Page.Locator("aside.panel").GetByText("回复很快")).ToBeVisibleAsync();

        var download = await person.Page.RunAndWaitForDownloadAsync(() => Button(person, "下载聊天记录").ClickAsync());
        var html = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("您好", html, StringComparison.Ordinal);
        Assert.Contains("4 / 5", html, StringComparison.Ordinal);

        await customer.SendAsync("还有一个问题");
        await Expect(customer.Own("还有一个问题", "delivered").Or(customer.Own("还有一个问题", "read"))).ToBeVisibleAsync();
        await Expect(customer.Bubbles).ToHaveCountAsync(3);
        await Expect(person.Page.GetByText("感谢您的评价")).ToBeHiddenAsync();
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task End_ByTheCustomer_IsAskedBeforeAndToldAtTheDesk()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var agent = await scene.SignInAsync("kefu001");
        var person = await scene.OpenAsync();
        var customer = await OpenAsync(scene, person);
        await customer.SendAsync("你好");
        await agent.OpenFirstAsync();

        await Button(person, "更多").ClickAsync();
        await Button(person, "结束会话").ClickAsync();
        await Button(person, "继续聊").ClickAsync();
        await Expect(customer.Composer).ToBeVisibleAsync();
        await Button(person, "更多").ClickAsync();
        await Button(person, "结束会话").ClickAsync();
        await Button(person, "结束会话").ClickAsync();
        await Expect(person.Page.GetByText("本次服务您满意吗？")).ToBeVisibleAsync();
        await Expect(person.Page.GetByText("您结束了本次会话")).ToBeVisibleAsync();
        await Expect(agent.Page.Locator("aside.panel").GetByText("由客户结束")).ToBeVisibleAsync();
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task End_InTheQueue_AsksForNoRating()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var person = await scene.OpenAsync();
        var customer = await OpenAsync(scene, person);
        await customer.SendAsync("在吗？");
        await Expect(customer.Stored).ToHaveCountAsync(1);

        await Button(person, "更多").ClickAsync();
        await Button(person, "结束会话").ClickAsync();
        await Button(person, "结束会话").ClickAsync();
        await Expect(Button(person, "下载聊天记录")).ToBeVisibleAsync();
        await Expect(person.Page.GetByText("本次服务您满意吗？")).ToHaveCountAsync(0);
        scene.AssertNoFaults();
    }

    private static LocatorAssertionsToBeVisibleOptions Patiently => new() { Timeout = 30_000 };

    private static ILocator Button(Visitor person, string name) =>
        person.Page.Locator("kefu-chat").GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static async Task<CustomerPage> OpenAsync(Scene scene, Visitor person)
    {
        await person.Page.GotoAsync(scene.Site.Address.ToString());
        await person.Page.Locator("kefu-chat .launcher").ClickAsync();
        await person.Page.Locator("kefu-chat .header").WaitForAsync();
        return new CustomerPage(person.Page);
    }
}
