using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Tests.Protocol;

public sealed class ConnectionFeedTests : IAsyncLifetime
{
    private CoreHost _core = null!;
    private Participant _customer = null!;
    private Participant _agent = null!;

    public async Task InitializeAsync()
    {
        _core = await CoreHost.StartAsync(Scenarios.Unlimited);
        _customer = await _core.AddCustomerAsync();
        _agent = await _core.AddAgentAsync("kefu001");
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task WelcomeAsync_NewCustomer_HasTheTokenAndNoConversation()
    {
        using var connection = await FeedConnection.OpenAsync(_core, _customer, visitorToken: "secret");
        var welcome = connection.Welcome;
        Assert.Equal((_customer.Id, "kehu", "secret"), (welcome.Text("user_id"), welcome.Text("user_type"), welcome.Text("visitor_token")));
        Assert.False(welcome.Has("conversation"));
        Assert.False(welcome.GetProperty("online").GetBoolean());
    }

    [Fact]
    public async Task WelcomeAsync_KnownCustomer_HasTheirConversationAndNothingMeantForAgents()
    {
        var opened = await _core.OpenAsync(_customer);
        using var connection = await FeedConnection.OpenAsync(_core, _customer);
        var conversation = connection.Welcome.GetProperty("conversation");
        Assert.Equal((opened.Id, 1), (conversation.Text("conversation_id"), conversation.GetProperty("last_seq").GetInt64()));
        Assert.False(conversation.Has("customer") || conversation.Has("last_message") || connection.Welcome.Has("visitor_token"));
    }

    [Fact]
    public async Task WelcomeAsync_Agent_HasNoConversation()
    {
        await _core.OpenAsync(_customer, _agent);
        using var connection = await FeedConnection.OpenAsync(_core, _agent);
        Assert.Equal("kefu", connection.Welcome.Text("user_type"));
        Assert.False(connection.Welcome.Has("conversation"));
    }

    [Fact]
    public async Task TranslateAsync_OwnMessage_IsNotEchoedButReachesTheOtherTabsAndTheAgent()
    {
        var id = (await _core.OpenAsync(_customer, _agent)).Id;
        using var tab = await FeedConnection.OpenAsync(_core, _customer);
        using var otherTab = await FeedConnection.OpenAsync(_core, _customer);
        using var desk = await FeedConnection.OpenAsync(_core, _agent);
        await tab.SendTextAsync("m1");
        Assert.Empty(await tab.ReadAsync());
        foreach (var other in new[] { otherTab, desk })
            Assert.Equal((2, id), (Assert.Single(await other.ReadAsync("text")) is var frame ? (frame.Seq(), frame.Text("conversation_id")) : default));
    }

    [Fact]
    public async Task TranslateAsync_SentByHttpOrACircuit_ReachesEveryConnection()
    {
        await _core.OpenAsync(_customer, _agent);
        using var tab = await FeedConnection.OpenAsync(_core, _customer);
        await _core.SendAsync(_customer, "m1");
        Assert.Single(await tab.ReadAsync("text"));
    }

    [Fact]
    public async Task TranslateAsync_AfterAnOwnMessage_TheOthersFollowWithoutAGap()
    {
        var id = (await _core.OpenAsync(_customer, _agent)).Id;
        using var tab = await FeedConnection.OpenAsync(_core, _customer);
        await _core.SendAsync(_agent, "a1", id);
        await tab.SendTextAsync("m1");
        await _core.SendAsync(_agent, "a2", id);
        Assert.Equal([2, 4], (await tab.ReadAsync("text")).Select(frame => frame.Seq()));
    }

    [Fact]
    public async Task TranslateAsync_NewOwner_GetsTheConversationThenTheLatestFiftyThenWhatIsSaidFromNowOn()
    {
        for (var n = 1; n <= 60; n++)
            await _core.SendAsync(_customer, "m" + n);
        var id = (await _core.Conversations.CurrentOfAsync(_customer.Id))!.Id;
        using var desk = await FeedConnection.OpenAsync(_core, _agent);
        await _core.AcceptAsync(_agent, id);
        await _core.SendAsync(_customer, "m61"); // before the feed came to translate the change
        var frames = await desk.ReadAsync();
        Assert.Equal("conversation", frames[0].Type());
        Assert.Equal("active", frames[0].Text("status"));
        Assert.Equal(Enumerable.Range(12, 50).Select(n => (long)n), frames.Skip(1).Select(frame => frame.Seq()));

        await _core.SendAsync(_customer, "m62");
        Assert.Equal([62], (await desk.ReadAsync("text")).Select(frame => frame.Seq()));
    }

    [Fact]
    public async Task TranslateAsync_EachConnectionOfTheNewOwner_GetsTheMessagesAndOtherAgentsDoNot()
    {
        var other = await _core.AddAgentAsync("kefu002");
        var id = (await _core.OpenAsync(_customer)).Id;
        using var first = await FeedConnection.OpenAsync(_core, _agent);
        using var second = await FeedConnection.OpenAsync(_core, _agent);
        using var others = await FeedConnection.OpenAsync(_core, other);
        await _core.AcceptAsync(_agent, id);
        foreach (var desk in new[] { first, second })
            Assert.Equal(["conversation", "text"], (await desk.ReadAsync()).Select(frame => frame.Type()));
        Assert.Equal("active", Assert.Single(await others.ReadAsync()).Text("status"));
    }

    [Fact]
    public async Task TranslateAsync_EventAgainOrLate_IsNotToldTwice()
    {
        await _core.OpenAsync(_customer);
        using var tab = await FeedConnection.OpenAsync(_core, _customer);
        using var heard = _core.Listen(Audience.Customer(_customer.Id));
        await _core.SendAsync(_customer, "m2");
        await _core.SendAsync(_customer, "m3");
        foreach (var added in heard.Of<MessageAdded>().Reverse())
            tab.Enqueue(added);
        Assert.Equal([2, 3], (await tab.ReadAsync("text")).Select(frame => frame.Seq()));
    }

    [Fact]
    public async Task TranslateAsync_EventsInBetweenAreLost_TellsTheirMessagesInTheirPlace()
    {
        await _core.OpenAsync(_customer);
        using var listener = _core.Listen(Audience.Customer(_customer.Id));
        using var tab = await FeedConnection.OpenAsync(_core, _customer);
        tab.Dispose(); // from here on it hears only what is handed to it
        for (var n = 2; n <= 150; n++)
            await _core.SendAsync(_customer, "m" + n);
        tab.Enqueue(listener.Of<MessageAdded>()[^1]);
        Assert.Equal(Enumerable.Range(2, 149).Select(n => (long)n), (await tab.ReadAsync("text")).Select(frame => frame.Seq()));
    }

    [Fact]
    public async Task TranslateAsync_BeforeTheWelcome_IsToldAfterIt()
    {
        // Subscribed first: what is said while the welcome is being made is not lost, and what the welcome counts is not said again.
        await _core.OpenAsync(_customer);
        using var tab = await FeedConnection.OpenAsync(_core, _customer);
        await _core.SendAsync(_customer, "m2");
        Assert.Equal([2], (await tab.ReadAsync("text")).Select(frame => frame.Seq()));
    }

    [Fact]
    public async Task TranslateAsync_ConversationChanged_ShowsTheCustomerOnlyWhatIsTheirs()
    {
        using var tab = await FeedConnection.OpenAsync(_core, _customer);
        using var desk = await FeedConnection.OpenAsync(_core, _agent);
        await _core.OpenAsync(_customer);
        var toCustomer = Assert.Single(await tab.ReadAsync("conversation"));
        var toAgent = Assert.Single(await desk.ReadAsync("conversation"));
        Assert.False(toCustomer.Has("customer") || toCustomer.Has("last_message"));
        Assert.Equal(_customer.Id, toAgent.GetProperty("customer").Text("id"));
        Assert.Equal("hello", toAgent.GetProperty("last_message").Text("content"));
    }

    [Fact]
    public async Task TranslateAsync_AnothersConversation_ReachesNobodyElse()
    {
        var (stranger, otherAgent) = (await _core.AddCustomerAsync(), await _core.AddAgentAsync("kefu002"));
        var id = (await _core.OpenAsync(_customer, _agent)).Id;
        using var tab = await FeedConnection.OpenAsync(_core, stranger);
        using var desk = await FeedConnection.OpenAsync(_core, otherAgent);
        await _core.SendAsync(_customer, "m2");
        await _core.SendAsync(_agent, "a1", id);
        await _core.Conversations.TypeAsync(_agent, id, active: true);
        await _core.Conversations.MoveMarkAsync(_agent, id, MarkKind.Read, 2, null);
        await _core.CloseAsync(_agent, id);
        Assert.Empty(await tab.ReadAsync());
        Assert.Empty(await desk.ReadAsync());
    }

    [Fact]
    public async Task TranslateAsync_Typing_ReachesTheOtherSideOnly()
    {
        await _core.OpenAsync(_customer, _agent);
        using var tab = await FeedConnection.OpenAsync(_core, _customer);
        using var otherTab = await FeedConnection.OpenAsync(_core, _customer);
        using var desk = await FeedConnection.OpenAsync(_core, _agent);
        Assert.Null(await tab.SendAsync("""{"type":"typing","active":true}"""));
        Assert.Empty(await tab.ReadAsync());
        Assert.Empty(await otherTab.ReadAsync());
        var typing = Assert.Single(await desk.ReadAsync());
        Assert.Equal(("typing", _customer.Id, "kehu"), (typing.Type(), typing.Text("from_user_id"), typing.Text("from_type")));
    }

    [Fact]
    public async Task TranslateAsync_Mark_ReachesAllMembersButTheConnectionThatMovedIt()
    {
        await _core.OpenAsync(_customer, _agent);
        using var tab = await FeedConnection.OpenAsync(_core, _customer);
        using var otherTab = await FeedConnection.OpenAsync(_core, _customer);
        using var desk = await FeedConnection.OpenAsync(_core, _agent);
        Assert.Null(await tab.SendAsync("""{"type":"read","seq":1}"""));
        Assert.Empty(await tab.ReadAsync());
        foreach (var other in new[] { otherTab, desk })
            Assert.Equal(("read", 1), (Assert.Single(await other.ReadAsync()) is var frame ? (frame.Type(), frame.Seq()) : default));
    }

    [Fact]
    public async Task TranslateAsync_QueueMovesOn_TellsTheCustomerTheirPlace()
    {
        await using var desk = new Assignment.AssignmentDesk(await CoreHost.StartAsync(Scenarios.Unlimited));
        var (first, second) = (await desk.Core.OpenAsync(), await desk.Core.AddCustomerAsync());
        desk.Core.Time.Advance(TimeSpan.FromSeconds(1));
        await desk.Core.OpenAsync(second);
        await desk.LookAsync();
        using var tab = await FeedConnection.OpenAsync(desk.Core, second);
        Assert.Equal(2, tab.Welcome.GetProperty("conversation").GetProperty("queue_position").GetInt32());
        await desk.Core.AcceptAsync(await desk.Core.AddAgentAsync("kefu001"), first.Id);
        await desk.LookAsync();
        Assert.Equal(1, Assert.Single(await tab.ReadAsync("conversation")).GetProperty("queue_position").GetInt32());
    }

    [Fact]
    public async Task TranslateAsync_OnlineChanged_ReachesCustomersOnly()
    {
        await using var desk = new Assignment.AssignmentDesk(await CoreHost.StartAsync());
        using var tab = await FeedConnection.OpenAsync(desk.Core, await desk.Core.AddCustomerAsync());
        var agent = await desk.AddPresentAsync("kefu001");
        using var agents = await FeedConnection.OpenAsync(desk.Core, agent);
        await desk.LookAsync();
        Assert.True(Assert.Single(await tab.ReadAsync("online")).GetProperty("online").GetBoolean());
        Assert.Empty(await agents.ReadAsync());
    }

    [Fact]
    public async Task TranslateAsync_AgentLosesIt_HearsThatItWaitsAndNothingOfItAfterwards()
    {
        await _core.OpenAsync(_customer, _agent);
        using var desk = await FeedConnection.OpenAsync(_core, _agent);
        await _core.Get<IAssignmentService>().ReleaseAsync(_agent.Id);
        Assert.Equal("waiting", Assert.Single(await desk.ReadAsync()).Text("status"));
        await _core.SendAsync(_customer, "m2");
        Assert.Empty(await desk.ReadAsync("text"));
    }

    [Fact]
    public async Task Dispose_Connection_HearsNoMore()
    {
        var tab = await FeedConnection.OpenAsync(_core, _customer);
        tab.Dispose();
        await _core.OpenAsync(_customer);
        Assert.Empty(await tab.ReadAsync());
    }
}
