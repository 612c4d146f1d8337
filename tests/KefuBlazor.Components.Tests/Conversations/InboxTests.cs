using KefuBlazor.Components.Conversations;
using KefuBlazor.Components.Tests.Fakes;
using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Components.Tests.Conversations;

public sealed class InboxTests
{
    private readonly Inbox _inbox = new();
    private readonly InboxOrder _order = new();

    public InboxTests() => _inbox.Assign(Some.Me);

    [Fact]
    public void In_Waiting_IsTheOrderOfTheQueue()
    {
        _inbox.Merge(Some.Conversation("later", ConversationStatus.Waiting, openedAt: Some.Now));
        _inbox.Merge(Some.Conversation("b", ConversationStatus.Waiting, openedAt: Some.Now.AddMinutes(-5)));
        _inbox.Merge(Some.Conversation("a", ConversationStatus.Waiting, openedAt: Some.Now.AddMinutes(-5)));

        Assert.Equal(["a", "b", "later"], Ids(InboxTab.Waiting));
    }

    [Fact]
    public void In_Mine_HasTheNewestMessageFirst()
    {
        _inbox.Merge(Some.Conversation("a"));
        _inbox.Merge(Some.Conversation("b"));

        _inbox.Added(Some.Message(1, conversationId: "a", at: Some.Now.AddMinutes(1)));

        Assert.Equal(["a", "b"], Ids(InboxTab.Mine));
        _inbox.Added(Some.Message(1, conversationId: "b", at: Some.Now.AddMinutes(2)));
        Assert.Equal(["b", "a"], Ids(InboxTab.Mine));
    }

    [Fact]
    public void Arrange_WhileHeld_MovesNoRow()
    {
        Merge("a", minutesAgo: 1);
        Merge("b", minutesAgo: 2);
        Arrange();

        _order.Held = true;
        _inbox.Added(Some.Message(1, conversationId: "b", at: Some.Now));
        Merge("new", minutesAgo: 0);
        _inbox.Merge(Some.Conversation("a", ConversationStatus.Closed, version: 2));

        Assert.Equal(["a", "b", "new"], Arrange());
    }

    [Fact]
    public void Arrange_Released_IsTheNaturalOrderAgain()
    {
        Merge("a", minutesAgo: 1);
        Merge("b", minutesAgo: 2);
        Arrange();
        _order.Held = true;
        _inbox.Added(Some.Message(1, conversationId: "b", at: Some.Now));
        Arrange();

        _order.Held = false;

        Assert.Equal(["b", "a"], Arrange());
    }

    [Theory]
    [InlineData(null, 1, "a")]
    [InlineData(null, -1, "c")]
    [InlineData("a", 1, "b")]
    [InlineData("b", -1, "a")]
    [InlineData("c", 1, "c")]
    [InlineData("gone", 1, "a")]
    public void Beside_AnyRow_StaysWithinTheList(string? from, int rows, string expected)
    {
        Merge("a", minutesAgo: 1);
        Merge("b", minutesAgo: 2);
        Merge("c", minutesAgo: 3);
        Arrange();

        Assert.Equal(expected, _order.Beside(from, rows));
    }

    [Fact]
    public void Moved_AgentReadEverything_NothingIsUnread()
    {
        _inbox.Merge(Some.Conversation());
        _inbox.Added(Some.Message(1));
        _inbox.Added(Some.Message(2));

        Assert.True(_inbox.Moved(new MarkMoved("c1", MarkKind.Read, Some.Me, 1, null)));
        Assert.Equal(2, _inbox.Unread);

        Assert.False(_inbox.Moved(new MarkMoved("c1", MarkKind.Read, Some.Me, 2, null)));
        Assert.Equal(0, _inbox.Unread);
    }

    [Fact]
    public void Merge_AnAnswerFromBeforeTheMark_KeepsTheMark()
    {
        _inbox.Merge(Some.Conversation() with { LastSeq = 2, LastMessage = new(ParticipantType.Customer, "?", Some.Now), Unread = 2 });
        _inbox.Moved(new MarkMoved("c1", MarkKind.Read, Some.Me, 2, null));

        _inbox.Merge(Some.Conversation() with { LastSeq = 2, LastMessage = new(ParticipantType.Customer, "?", Some.Now), Unread = 2 });

        Assert.Equal(0, _inbox.Unread);
        Assert.Equal(2, _inbox.Find("c1")!.Read.Agent);
    }

    [Fact]
    public void Merge_OfNoConcern_IsForgotten()
    {
        _inbox.Merge(Some.Conversation(agent: Some.Colleague));

        Assert.Null(_inbox.Find("c1"));
    }

    [Fact]
    public void Prune_MoreThatAreOverThanItKeeps_ForgetsTheOldest()
    {
        for (var number = 0; number < Inbox.MostClosed + 2; number++)
            _inbox.Merge(Some.Conversation($"c{number}", ConversationStatus.Closed) with { ClosedAt = Some.Now.AddMinutes(number) });

        Assert.True(_inbox.Prune("c0"));

        Assert.NotNull(_inbox.Find("c0"));
        Assert.Null(_inbox.Find("c1"));
        Assert.NotNull(_inbox.Find("c2"));
        Assert.False(_inbox.Prune("c0"));
    }

    [Fact]
    public void Prune_WhatLeftTheLists_KeepsOnlyTheOpenOne()
    {
        _inbox.Merge(Some.Conversation("open", ConversationStatus.Waiting));
        _inbox.Merge(Some.Conversation("other", ConversationStatus.Waiting));
        _inbox.Merge(Some.Conversation("open", agent: Some.Colleague, version: 2));
        _inbox.Merge(Some.Conversation("other", agent: Some.Colleague, version: 2));

        _inbox.Prune("open");

        Assert.NotNull(_inbox.Find("open"));
        Assert.Null(_inbox.Find("other"));
    }

    [Theory]
    [InlineData(0, WaitLevel.Calm)]
    [InlineData(2, WaitLevel.Warning)]
    [InlineData(5, WaitLevel.Late)]
    public void Level_OfAWait_GrowsWithIt(int minutes, WaitLevel expected) =>
        Assert.Equal(expected, Waiting.Level(TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void Since_AnsweredByAnAgent_NobodyWaits() =>
        Assert.Null(Waiting.Since(Some.Conversation() with { LastMessage = new(ParticipantType.Agent, "好的", Some.Now) }));

    private void Merge(string id, int minutesAgo) => _inbox.Merge(Some.Conversation(id, openedAt: Some.Now.AddMinutes(-minutesAgo)));

    private IReadOnlyList<string> Arrange() => _order.Arrange(_inbox.In(InboxTab.Mine));

    private IEnumerable<string> Ids(InboxTab tab) => _inbox.In(tab).Select(conversation => conversation.Id);
}
