using KefuBlazor.Components.Conversations;
using KefuBlazor.Components.Shared;
using KefuBlazor.Components.Tests.Fakes;
using KefuBlazor.Core;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Presence;

namespace KefuBlazor.Components.Tests.Conversations;

public sealed class DeskStateTests : IDisposable
{
    private readonly DeskBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task StartAsync_WithStoredConversations_FillsTheTabs()
    {
        _bench.Core.Put(Some.Conversation("mine"), Some.Message(1, conversationId: "mine"));
        _bench.Core.Put(Some.Conversation("waits", ConversationStatus.Waiting), Some.Message(1, conversationId: "waits"));
        _bench.Core.Put(Some.Conversation("closed", ConversationStatus.Closed));
        _bench.Core.Put(Some.Conversation("theirs", agent: Some.Colleague));

        await _bench.StartAsync();

        Assert.Equal(["mine"], Ids(InboxTab.Mine));
        Assert.Equal(["waits"], Ids(InboxTab.Waiting));
        Assert.Equal(["closed"], Ids(InboxTab.Closed));
    }

    [Fact]
    public async Task StartAsync_WhenTheListsFail_SaysSoAndLoadsOnRetry()
    {
        _bench.Core.Put(Some.Conversation("mine"));
        _bench.Core.Refusal = new Error(ErrorCode.Unavailable, "down");
        await _bench.StartAsync();
        Assert.Equal(Components.Messages.LoadPhase.Failed, _bench.Desk.Phase);

        _bench.Core.Refusal = null;
        await _bench.Desk.LoadAsync();

        Assert.Equal(Components.Messages.LoadPhase.Ready, _bench.Desk.Phase);
        Assert.Equal(["mine"], Ids(InboxTab.Mine));
    }

    [Fact]
    public async Task StartAsync_WhenTheSignInIsOver_LeavesAndIsNotPresent()
    {
        var left = false;
        _bench.Desk.SignedOut += () => left = true;
        _bench.Core.SignInLives = false;

        await _bench.StartAsync();

        Assert.True(left);
        Assert.Equal(0, _bench.Core.Connections);
    }

    [Fact]
    public async Task Events_ManyAtOnce_AreOneRender()
    {
        _bench.Core.Put(Some.Conversation());
        await _bench.StartAsync();

        _bench.Tell([.. Enumerable.Range(1, 20).Select(seq => new TypingChanged("c1", Some.Customer, seq % 2 == 0))]);

        Assert.Equal(1, _bench.Renders);
    }

    [Fact]
    public async Task Events_AboutOthers_RenderNothing()
    {
        _bench.Core.Put(Some.Conversation());
        await _bench.StartAsync();

        _bench.Tell(PresenceChanged.Topic, new PresenceChanged(Some.Customer with { Id = "customer_of_theirs" }, true));
        _bench.Tell(Audience.AllAgents, new ConversationChanged(Some.Conversation("theirs", agent: Some.Colleague)));
        _bench.Tell(Audience.AllAgents, new AgentStatusChanged(Some.Colleague.Id, Availability.Away));

        Assert.Equal(0, _bench.Renders);
    }

    [Fact]
    public async Task MessageAdded_ThatOnlyTheListShows_IsOneRender()
    {
        _bench.Core.Put(Some.Conversation());
        await _bench.StartAsync();

        _bench.Receive("c1");

        Assert.Contains(_bench.Core.Marks, mark => mark.Kind == MarkKind.Delivered);
        Assert.Equal(1, _bench.Renders);
    }

    [Fact]
    public async Task Prune_AConversationThatLeft_IsForgottenWithItsCustomer()
    {
        await OpenAsync();
        await _bench.Desk.OpenAsync(null);
        _bench.Tell(new TypingChanged("c1", Some.Customer, true));
        _bench.Tell(new ConversationChanged(Some.Conversation(agent: Some.Colleague, version: 2)));

        _bench.Desk.Prune();

        Assert.Null(_bench.Desk.Inbox.Find("c1"));
        Assert.Null(_bench.Desk.Customers["customer_c1"]);
        Assert.False(_bench.Desk.Typing["c1"]);
    }

    [Fact]
    public async Task Events_BeforeTheInterval_AreNotApplied()
    {
        _bench.Core.Put(Some.Conversation());
        await _bench.StartAsync();

        _bench.Hub.Publish(Audience.Agent(Some.Me.Id), new TypingChanged("c1", Some.Customer, true));
        Assert.False(_bench.Desk.Typing["c1"]);

        _bench.Clock.Advance(EventPump.Interval);
        Assert.True(_bench.Desk.Typing["c1"]);
    }

    [Fact]
    public async Task MessageAdded_InOrder_StandsInTheThreadAndTheInbox()
    {
        await OpenAsync(Some.Message(1));

        _bench.Receive("c1", "请问有货吗？");

        Assert.Equal([1L, 2L], Seqs());
        Assert.Equal("请问有货吗？", _bench.Desk.Inbox.Find("c1")!.LastMessage!.Content);
    }

    [Fact]
    public async Task MessageAdded_Twice_StandsOnce()
    {
        await OpenAsync(Some.Message(1));
        var message = _bench.Receive("c1");

        _bench.Tell(new MessageAdded(message, null));

        Assert.Equal([1L, 2L], Seqs());
        Assert.Equal(1, _bench.Desk.Inbox.Find("c1")!.Unread);
    }

    [Fact]
    public async Task MessageAdded_AfterAGap_FetchesWhatLiesBetween()
    {
        await OpenAsync(Some.Message(1));
        _bench.Core.Messages["c1"].AddRange([Some.Message(2), Some.Message(3), Some.Message(4)]);

        _bench.Tell(new MessageAdded(Some.Message(4), null));

        Assert.Equal([1L, 2L, 3L, 4L], Seqs());
        Assert.Contains(_bench.Core.HistoryQueries, query => query.AfterSeq == 1);
    }

    [Fact]
    public async Task ConversationHead_FurtherThanKnown_FetchesTheMessagesThatWereMissed()
    {
        await OpenAsync(Some.Message(1));
        _bench.Core.Messages["c1"].AddRange([Some.Message(2), Some.Message(3)]);
        _bench.Core.Conversations["c1"] = _bench.Core.Conversations["c1"] with { LastSeq = 3 };

        _bench.Tell(_bench.Core.Conversations["c1"].Head);

        Assert.Equal([1L, 2L, 3L], Seqs());
    }

    [Fact]
    public async Task ConversationHead_UnknownAndMineNow_IsFetched()
    {
        await _bench.StartAsync();
        _bench.Core.Put(Some.Conversation("new"));

        _bench.Tell(_bench.Core.Conversations["new"].Head);

        Assert.Equal(["new"], Ids(InboxTab.Mine));
    }

    [Fact]
    public async Task ConversationHead_WhatWaitedWentToSomebodyElse_LeavesTheQueue()
    {
        _bench.Core.Put(Some.Conversation("waits", ConversationStatus.Waiting));
        await _bench.StartAsync();
        var taken = Some.Conversation("waits", agent: Some.Colleague, version: 2);
        _bench.Core.Conversations.Remove("waits"); // not to be seen by this agent any more

        _bench.Tell(Audience.AllAgents, taken.Head);

        Assert.Empty(Ids(InboxTab.Waiting));
    }

    [Fact]
    public async Task OpenAsync_WentToSomebodyElse_ShowsWhoHasItAndReadsItWhenItIsBack()
    {
        _bench.Core.Put(Some.Conversation("lost", agent: Some.Colleague), Some.Message(1, conversationId: "lost"));
        await _bench.StartAsync();
        await _bench.Desk.OpenAsync("lost");
        Assert.True(_bench.Desk.Open!.Elsewhere);
        Assert.Equal(Some.Colleague.Id, _bench.Desk.Inbox.Find("lost")!.Agent!.Id);
        Assert.Empty(_bench.Core.HistoryQueries);

        _bench.Core.Put(Some.Conversation("lost", version: 2), Some.Message(1, conversationId: "lost"));
        _bench.Tell(new ConversationChanged(_bench.Core.Conversations["lost"], Some.Me.Id));

        Assert.False(_bench.Desk.Open!.Elsewhere);
        Assert.Equal([1L], Seqs());
    }

    [Fact]
    public async Task ConversationHead_OfOthers_IsNotAskedFor()
    {
        await _bench.StartAsync();
        _bench.Core.Put(Some.Conversation("theirs", agent: Some.Colleague));

        _bench.Tell(Audience.AllAgents, _bench.Core.Conversations["theirs"].Head);

        Assert.Null(_bench.Desk.Inbox.Find("theirs"));
    }

    [Fact]
    public async Task MessageAdded_OutOfOrder_StandsInOrder()
    {
        await OpenAsync(Some.Message(1));
        _bench.Core.Messages["c1"].AddRange([Some.Message(2), Some.Message(3)]);

        _bench.Tell(new MessageAdded(Some.Message(3), null), new MessageAdded(Some.Message(2), null));

        Assert.Equal([1L, 2L, 3L], Seqs());
    }

    [Fact]
    public async Task ConversationChanged_WithAHigherLastSeq_FetchesTheMessages()
    {
        await OpenAsync(Some.Message(1));
        _bench.Core.Put(Some.Conversation(version: 2), Some.Message(1), Some.Message(2));

        _bench.Tell(new ConversationChanged(_bench.Core.Conversations["c1"]));

        Assert.Equal([1L, 2L], Seqs());
    }

    [Fact]
    public async Task ConversationChanged_OlderThanWhatIsKnown_ChangesNothing()
    {
        await OpenAsync();
        _bench.Tell(new ConversationChanged(Some.Conversation(status: ConversationStatus.Closed, version: 3)));

        _bench.Tell(new ConversationChanged(Some.Conversation(version: 2)));

        Assert.Equal(ConversationStatus.Closed, _bench.Desk.Inbox.Find("c1")!.Status);
    }

    [Fact]
    public async Task ConversationChanged_AnotherAgentTookIt_LeavesTheQueueAndHearsNoMore()
    {
        _bench.Core.Put(Some.Conversation(status: ConversationStatus.Waiting), Some.Message(1));
        await _bench.StartAsync();
        await _bench.Desk.OpenAsync("c1");
        Assert.True(_bench.Hub.Hears(Audience.Customer("customer_c1")));

        _bench.Tell(Audience.AllAgents, new ConversationChanged(Some.Conversation(agent: Some.Colleague, version: 2)));
        _bench.Tell(Audience.Customer("customer_c1"), new MessageAdded(Some.Message(2), null));

        Assert.Empty(Ids(InboxTab.Waiting));
        Assert.False(_bench.Hub.Hears(Audience.Customer("customer_c1")));
        Assert.Equal([1L], Seqs());
    }

    [Fact]
    public async Task ConversationChanged_NewlyMine_ComesWithItsNewestMessage()
    {
        await _bench.StartAsync();
        _bench.Core.Put(Some.Conversation(), Some.Message(1, "我要退货"));

        _bench.Tell(new ConversationChanged(Some.Conversation() with { LastSeq = 1 }, Some.Me.Id));

        Assert.Equal("我要退货", _bench.Desk.Inbox.Find("c1")!.LastMessage?.Content);
    }

    [Fact]
    public async Task MessageAdded_OfAWaitingConversation_IsHeardThroughItsCustomer()
    {
        _bench.Core.Put(Some.Conversation(status: ConversationStatus.Waiting), Some.Message(1));
        await _bench.StartAsync();

        _bench.Tell(Audience.Customer("customer_c1"), new MessageAdded(Some.Message(2, "还要等多久？"), null));

        Assert.Equal("还要等多久？", _bench.Desk.Inbox.Find("c1")!.LastMessage!.Content);
    }

    [Fact]
    public async Task AcceptAsync_Waiting_IsMineAfterwards()
    {
        await OpenAsync(ConversationStatus.Waiting);

        Assert.True(await _bench.Desk.AcceptAsync("c1"));

        Assert.Equal(["c1"], Ids(InboxTab.Mine));
    }

    [Fact]
    public async Task AcceptAsync_WhenSomebodyWasFaster_SaysWhy()
    {
        await OpenAsync(ConversationStatus.Waiting);
        _bench.Core.Refusal = new Error(ErrorCode.Conflict, "taken");

        Assert.False(await _bench.Desk.AcceptAsync("c1"));

        Assert.Equal(ErrorCode.Conflict, _bench.Desk.Open!.Refusal);
        Assert.False(_bench.Desk.Open.Busy);
    }

    [Fact]
    public async Task OpenAsync_WhatMayNotBeSeen_IsNotFound()
    {
        await _bench.StartAsync();

        await _bench.Desk.OpenAsync("nobody-knows");

        Assert.Equal(ErrorCode.NotFound, _bench.Desk.Open!.Problem);
    }

    [Fact]
    public async Task SendAsync_Stored_StandsInTheThreadUnderItsClientId()
    {
        await OpenAsync();

        Assert.Null(await _bench.Desk.SendAsync("c1", "id-1", "您好"));
        _bench.Clock.Advance(EventPump.Interval);

        Assert.Equal("id-1", Assert.Single(_bench.Desk.Open!.Thread.Messages).ClientId);
        Assert.Equal(Some.Me.Id, Assert.Single(_bench.Core.Sent).Sender.Id);
    }

    [Fact]
    public async Task AgentStatusChanged_OnAnotherDevice_IsShown()
    {
        await _bench.StartAsync();

        _bench.Tell(new AgentStatusChanged(Some.Me.Id, Availability.Away));

        Assert.Equal(Availability.Away, _bench.Desk.Status);
    }

    [Fact]
    public async Task PresenceChanged_OfACustomerOfTheInbox_IsShown()
    {
        await OpenAsync();
        Assert.False(_bench.Desk.Customers["customer_c1"]);

        _bench.Tell(PresenceChanged.Topic, new PresenceChanged(Some.Customer with { Id = "customer_c1" }, true));

        Assert.True(_bench.Desk.Customers["customer_c1"]);
    }

    [Fact]
    public async Task Dispose_AfterUse_LeavesNoSubscription()
    {
        await OpenAsync(ConversationStatus.Waiting);

        _bench.Desk.Dispose();

        Assert.Equal(0, _bench.Hub.Subscriptions);
    }

    private async Task OpenAsync(params Message[] messages)
    {
        _bench.Core.Put(Some.Conversation(), messages);
        await _bench.StartAsync();
        await _bench.Desk.OpenAsync("c1");
    }

    private async Task OpenAsync(ConversationStatus status)
    {
        _bench.Core.Put(Some.Conversation(status: status), Some.Message(1));
        await _bench.StartAsync();
        await _bench.Desk.OpenAsync("c1");
    }

    private IEnumerable<string> Ids(InboxTab tab) => _bench.Desk.Inbox.In(tab).Select(conversation => conversation.Id);

    private IEnumerable<long> Seqs() => _bench.Desk.Open!.Thread.Messages.Select(message => message.Seq);
}
