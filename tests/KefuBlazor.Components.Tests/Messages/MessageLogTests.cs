using Bunit;
using KefuBlazor.Components.Messages;
using KefuBlazor.Components.Tests.Fakes;
using KefuBlazor.Core;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Components.Tests.Messages;

public sealed class MessageLogTests : DeskContext
{
    [Fact]
    public async Task Message_WithMarkup_IsShownAsText()
    {
        var log = await RenderAsync(Some.Message(1, "<img src=x onerror=alert(1)> <b>粗</b>"));

        Assert.Empty(log.FindAll(".bubble img, .bubble b"));
        Assert.Equal("<img src=x onerror=alert(1)> <b>粗</b>", log.Find(".bubble").TextContent);
    }

    [Fact]
    public async Task Message_WithALink_OpensItWithoutAWayBack()
    {
        var log = await RenderAsync(Some.Message(1, "见 https://example.com/ 谢谢"));

        var link = log.Find(".bubble a");
        Assert.Equal("https://example.com/", link.GetAttribute("href"));
        Assert.Equal("noopener noreferrer", link.GetAttribute("rel"));
        Assert.Equal("_blank", link.GetAttribute("target"));
        Assert.Equal("见 https://example.com/ 谢谢", log.Find(".bubble").TextContent);
    }

    [Fact]
    public async Task Group_OfMine_ShowsHowFarItCame()
    {
        var log = await RenderAsync(
            Some.Conversation() with { Delivered = new Marks(1, 0) }, Some.Message(1, sender: Some.Me), Some.Message(2, at: Some.Now.AddHours(1)));

        Assert.Equal("已送达", log.Find(".agent .tick").GetAttribute("title"));
        Assert.Empty(log.FindAll(".customer .tick"));
    }

    [Fact]
    public async Task Group_OfAColleague_SaysWhose()
    {
        var log = await RenderAsync(Some.Message(1, sender: Some.Colleague), Some.Message(2, sender: Some.Me));

        Assert.Equal("客服小李", Assert.Single(log.FindAll(".sender")).TextContent);
    }

    [Fact]
    public async Task Typing_AfterSixSeconds_IsVoid()
    {
        var log = await RenderAsync(Some.Message(1));
        Hub.Publish(Audience.Agent(Some.Me.Id), new TypingChanged("c1", Some.Customer, true));
        Clock.Advance(TimeSpan.FromMilliseconds(50));
        log.Render();
        Assert.Single(log.FindAll(".typing"));

        Clock.Advance(TimeSpan.FromSeconds(6));
        log.Render();

        Assert.Empty(log.FindAll(".typing"));
    }

    [Fact]
    public async Task Closed_ByTheCustomer_SaysSoAtTheEnd()
    {
        var log = await RenderAsync(
            Some.Conversation(status: ConversationStatus.Closed) with { ClosedBy = ParticipantType.Customer }, Some.Message(1));

        Assert.StartsWith("客户于今天", log.FindAll(".system")[^1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moved_ToTheCustomerWhoItTurnedOutToBe_IsSaidBetweenTheMessages()
    {
        var log = await RenderAsync(Some.Conversation() with { MovedAt = Some.Now.AddSeconds(30) }, Some.Message(1, at: Some.Now), Some.Message(2, at: Some.Now.AddMinutes(1)));

        var line = Assert.Single(log.FindAll(".system"), one => one.TextContent.Contains("网站已确认客户身份", StringComparison.Ordinal));
        Assert.Contains(Some.Conversation().CustomerName, line.TextContent, StringComparison.Ordinal);
        Assert.Equal(["1", "2"], log.FindAll(".bubble").Select(bubble => bubble.GetAttribute("data-seq")));
    }

    [Fact]
    public async Task Closed_ByAMerge_SaysWhereItGoesOnAndNothingElse()
    {
        var log = await RenderAsync(
            Some.Conversation(status: ConversationStatus.Closed) with
            {
                ClosedBy = ParticipantType.System,
                CloseReason = CloseReasons.Merged,
                ClosedAt = Some.Now.AddMinutes(2),
                MovedAt = Some.Now.AddMinutes(2),
            },
            Some.Message(1));

        Assert.Contains("将在另一个会话中继续", log.FindAll(".system")[^1].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("网站已确认客户身份", log.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_WhenItFails_OffersToTryAgainInPlace()
    {
        Core.Put(Some.Conversation(), Some.Message(1));
        await StartAsync();
        await Desk.OpenAsync("c1");
        Core.Refusal = new Error(ErrorCode.Unavailable, "down");
        await Desk.Open!.Thread.LoadAsync();
        var log = RenderLog();
        Assert.Single(log.FindAll("[role=alert]"));

        Core.Refusal = null;
        await log.Find("[role=alert] button").ClickAsync(new());
        log.Render();

        Assert.Equal("您好", log.Find(".bubble").TextContent);
    }

    [Fact]
    public async Task Edge_WhileThereIsMore_AsksTheScriptToWatchIt()
    {
        var log = await RenderAsync([.. Enumerable.Range(1, 60).Select(seq => Some.Message(seq))]);
        Assert.Equal("older", log.Find(".edge").GetAttribute("data-edge"));

        await log.InvokeAsync(log.Instance.LoadOlderAsync);
        log.Render();

        Assert.False(log.Find(".edge").HasAttribute("data-edge"));
        Assert.Equal(60, log.FindAll(".bubble").Count);
    }

    [Fact]
    public async Task Scrolled_ToTheFirstOfALongConversation_HoldsABoundedNumberOfBubbles()
    {
        var log = await RenderAsync(Many(1000));
        for (var page = 0; page < 19; page++)
        {
            await log.InvokeAsync(log.Instance.LoadOlderAsync);
            log.Render();
            Assert.InRange(log.FindAll(".bubble").Count, 1, MessageWindow.Capacity);
        }

        Assert.Equal("1", log.Find(".bubble").GetAttribute("data-seq"));
        Assert.Equal("newer", log.FindAll(".edge")[^1].GetAttribute("data-edge"));
    }

    [Fact]
    public async Task Scrolled_FarUp_OffersTheWayBackToTheNewest()
    {
        var log = await RenderAsync(Many(300));
        await log.InvokeAsync(() => log.Instance.ScrolledAsync(false));
        for (var page = 0; page < 5; page++)
            await log.InvokeAsync(log.Instance.LoadOlderAsync);
        Hub.Publish(Audience.Agent(Some.Me.Id), new MessageAdded(Some.Message(301), null));
        Clock.Advance(TimeSpan.FromMilliseconds(50));
        log.Render();
        Assert.Contains("1", log.Find(".to-end").TextContent, StringComparison.Ordinal);

        Core.Messages["c1"].Add(Some.Message(301));
        await log.InvokeAsync(log.Instance.LoadNewestAsync);
        await log.InvokeAsync(() => log.Instance.ScrolledAsync(true));
        log.Render();

        Assert.Equal("301", log.FindAll(".bubble")[^1].GetAttribute("data-seq"));
        Assert.Empty(log.FindAll(".to-end"));
    }

    [Fact]
    public async Task LoadNewer_WhenItFails_OffersToTryAgainInPlace()
    {
        var log = await RenderAsync(Many(300));
        for (var page = 0; page < 5; page++)
            await log.InvokeAsync(log.Instance.LoadOlderAsync);
        Core.Refusal = new Error(ErrorCode.Unavailable, "down");
        await log.InvokeAsync(log.Instance.LoadNewerAsync);
        log.Render();
        Assert.Equal("newer-failed", log.FindAll(".edge")[^1].GetAttribute("data-edge"));

        Core.Refusal = null;
        await log.Find("[role=alert] button").ClickAsync(new());
        log.Render();

        Assert.Equal("250", log.FindAll(".bubble")[^1].GetAttribute("data-seq"));
    }

    private static Message[] Many(int count) => [.. Enumerable.Range(1, count).Select(seq => Some.Message(seq))];

    private Task<IRenderedComponent<MessageLog>> RenderAsync(params Message[] messages) => RenderAsync(Some.Conversation(), messages);

    private async Task<IRenderedComponent<MessageLog>> RenderAsync(Conversation conversation, params Message[] messages)
    {
        Core.Put(conversation, messages);
        await StartAsync();
        await Desk.OpenAsync("c1");
        return RenderLog();
    }

    private IRenderedComponent<MessageLog> RenderLog() => Render<MessageLog>(parameters => parameters
        .Add(log => log.Desk, Desk)
        .Add(log => log.Open, Desk.Open!)
        .Add(log => log.Conversation, Desk.Inbox.Find("c1")!));
}
