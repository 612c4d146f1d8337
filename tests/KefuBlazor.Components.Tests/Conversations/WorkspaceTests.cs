using Bunit;
using KefuBlazor.Components.Conversations;
using KefuBlazor.Components.Shared;
using KefuBlazor.Components.Tests.Fakes;
using KefuBlazor.Core;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace KefuBlazor.Components.Tests.Conversations;

public sealed class WorkspaceTests : DeskContext
{
    [Fact]
    public void Empty_Mine_SaysWhatToDoNext()
    {
        var workspace = RenderWorkspace();

        Assert.Contains("没有进行中的会话", workspace.Find(".list").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, Core.Connections);
    }

    [Fact]
    public void Empty_Everything_PointsToNoConversationThatIsNotThere()
    {
        var workspace = RenderWorkspace();
        Assert.Contains("新会话出现时", workspace.Find(".pane").TextContent, StringComparison.Ordinal);

        Tell(new ConversationChanged(Some.Conversation()));
        workspace.WaitForAssertion(
            () => Assert.Contains("从左侧列表中选择", workspace.Find(".pane").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void SignInEnded_WhileOpen_LeadsToTheSignInPage()
    {
        RenderWorkspace();

        Hub.Publish(SignInEnded.TopicOf(Some.SignInId), new SignInEnded(Some.SignInId));
        Clock.Advance(EventPump.Interval);

        Assert.Contains("/kefu/login?ReturnUrl=", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Row_ThatFallsBehind_StaysUnderThePointer()
    {
        Core.Put(Some.Conversation("a", openedAt: Some.Now.AddMinutes(-1)));
        Core.Put(Some.Conversation("b", openedAt: Some.Now.AddMinutes(-2)));
        var workspace = RenderWorkspace();
        workspace.Find(".list").TriggerEvent("onpointerenter", new Microsoft.AspNetCore.Components.Web.PointerEventArgs());

        Tell(new MessageAdded(Some.Message(1, conversationId: "b", at: Some.Now), null));
        workspace.WaitForAssertion(() => Assert.Equal("1", workspace.Find("[data-conversation=b] .pill").TextContent));
        Assert.Equal(["a", "b"], Rows(workspace));

        workspace.Find(".list").TriggerEvent("onpointerleave", new Microsoft.AspNetCore.Components.Web.PointerEventArgs());
        Assert.Equal(["b", "a"], Rows(workspace));
    }

    [Fact]
    public void Waiting_Accepted_CanBeAnswered()
    {
        Core.Put(Some.Conversation(status: ConversationStatus.Waiting), Some.Message(1));
        var workspace = RenderWorkspace("c1");
        Assert.Empty(workspace.FindAll("textarea"));

        workspace.Find(".notice button").Click();

        Assert.Single(workspace.FindAll("textarea"));
        Assert.Equal("true", workspace.Find("#tab-Mine").GetAttribute("aria-selected"));
    }

    [Fact]
    public void Accept_TooLate_SaysSoInPlace()
    {
        Core.Put(Some.Conversation(status: ConversationStatus.Waiting), Some.Message(1));
        var workspace = RenderWorkspace("c1");
        Core.Refusal = new Error(ErrorCode.Conflict, "taken");

        workspace.Find(".notice button").Click();

        Assert.Contains("可能已由其他客服处理", workspace.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, ConversationStatus.Closed)]
    [InlineData(false, ConversationStatus.Active)]
    public void Close_Asked_HappensOnlyIfAgreed(bool agreed, ConversationStatus expected)
    {
        Module("Shared/ConfirmDialog.razor.js").Setup<bool>("ask", _ => true).SetResult(agreed);
        Core.Put(Some.Conversation(), Some.Message(1));
        var workspace = RenderWorkspace("c1");

        workspace.Find(".actions .button").Click();

        Assert.Equal(expected, Core.Conversations["c1"].Status);
    }

    [Fact]
    public async Task Command_NextAndPrevious_WalkTheListAsItStands()
    {
        Core.Put(Some.Conversation("a", openedAt: Some.Now.AddMinutes(-1)));
        Core.Put(Some.Conversation("b", openedAt: Some.Now.AddMinutes(-2)));
        var workspace = RenderWorkspace("a");

        await workspace.InvokeAsync(() => workspace.Instance.CommandAsync("next"));

        Assert.EndsWith("/kefu/c/b", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_NobodyKnows_DoesNothing()
    {
        var workspace = RenderWorkspace();

        await workspace.InvokeAsync(() => workspace.Instance.CommandAsync("drop table"));

        Assert.Single(workspace.FindAll(".inbox"));
    }

    [Fact]
    public void Status_Chosen_IsShown()
    {
        var workspace = RenderWorkspace();

        workspace.FindAll(".menu button.choice")[1].Click();

        Assert.Equal("忙碌", workspace.Find(".me .status").TextContent);
    }

    [Fact]
    public async Task SendAsync_Refused_AnswersInTheAgentsWords()
    {
        Core.Put(Some.Conversation());
        await StartAsync();
        Core.Refusal = new Error(ErrorCode.RateLimited, "Too many messages.", TimeSpan.FromSeconds(3));
        await using var browser = new DeskBrowser(JSInterop.JSRuntime, Desk, Texts(), _ => Task.CompletedTask);

        var refusal = await browser.SendAsync("c1", "id-1", "您好");

        Assert.Equal(new SendRefusal("发送过于频繁，稍后自动重试。", 3000), refusal);
    }

    [Fact]
    public async Task SendFileAsync_OfAnUpload_NamesItsKindAndWhichItIs()
    {
        Core.Put(Some.Conversation());
        await StartAsync();
        await using var browser = new DeskBrowser(JSInterop.JSRuntime, Desk, Texts(), _ => Task.CompletedTask);

        Assert.Null(await browser.SendFileAsync("c1", "id-1", "image", "/api/messages/files/0123456789abcdef0123456789abcdef?sig=x"));

        var sent = Assert.Single(Core.Sent);
        Assert.Equal((MessageKind.Image, "0123456789abcdef0123456789abcdef", string.Empty), (sent.Kind, sent.AttachmentId, sent.Content));
    }

    [Fact]
    public async Task SendFileAsync_UploadThatIsGone_SaysToAddItAgain()
    {
        Core.Put(Some.Conversation());
        await StartAsync();
        Core.Refusal = new Error(ErrorCode.NotFound, "There is no such upload of yours.");
        await using var browser = new DeskBrowser(JSInterop.JSRuntime, Desk, Texts(), _ => Task.CompletedTask);

        var refusal = await browser.SendFileAsync("c1", "id-1", "file", "/api/messages/files/0123456789abcdef0123456789abcdef");

        Assert.Equal(new SendRefusal("文件未能发送，请重新添加", null), refusal);
    }

    [Theory]
    [InlineData(MessageKind.Image, "[图片]")]
    [InlineData(MessageKind.Voice, "[语音]")]
    [InlineData(MessageKind.Video, "[视频]")]
    [InlineData(MessageKind.File, "[文件] a.png")]
    public void Row_LastMessageIsAFile_SaysWhatItIs(MessageKind kind, string expected)
    {
        Core.Put(Some.Conversation() with { LastMessage = LastMessage.Of(Some.File(1, kind, Some.Attachment())) });

        var workspace = RenderWorkspace();

        Assert.Equal(expected, workspace.Find(".row .preview").TextContent);
    }

    [Fact]
    public async Task SendAsync_TheSameTwice_KeepsItsClientId()
    {
        Core.Put(Some.Conversation());
        await StartAsync();
        await using var browser = new DeskBrowser(JSInterop.JSRuntime, Desk, Texts(), _ => Task.CompletedTask);

        Assert.Null(await browser.SendAsync("c1", "id-1", "您好"));
        Assert.Null(await browser.SendAsync("c1", "id-1", "您好"));

        Assert.All(Core.Sent, sent => Assert.Equal(("id-1", Some.Me.Id), (sent.ClientId, sent.Sender.Id)));
    }

    [Fact]
    public void Reconnected_AfterALoss_SendsTheOutboxAgain()
    {
        var view = Module("Conversations/Workspace.razor.js").SetupModule("attach", _ => true);
        RenderWorkspace();
        var presence = Services.GetRequiredService<Components.Presence.DeskPresence>();

        _ = presence.DisconnectedAsync();
        Assert.Equal(0, Core.Connections);
        _ = presence.ConnectedAsync();
        Clock.Advance(EventPump.Interval);

        Assert.Equal(1, Core.Connections);
        Assert.Contains(view.Invocations, call => call.Identifier == "flush");
    }

    private IRenderedComponent<Workspace> RenderWorkspace(string? conversationId = null) =>
        Render<Workspace>(parameters => parameters.Add(workspace => workspace.ConversationId, conversationId));

    private void Tell(object @event)
    {
        Hub.Publish(Audience.Agent(Some.Me.Id), @event);
        Clock.Advance(EventPump.Interval);
    }

    private Microsoft.Extensions.Localization.IStringLocalizer<Components.Localization.Texts> Texts() =>
        Services.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<Components.Localization.Texts>>();

    private static IEnumerable<string?> Rows(IRenderedComponent<Workspace> workspace) =>
        workspace.FindAll(".list .row").Select(row => row.GetAttribute("data-conversation"));
}
