using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

public abstract class ConversationStoreContract : StoreContract
{
    private IConversationStore Store => Core.Get<IConversationStore>();

    [Fact]
    public async Task FindCurrentAsync_OpenAndClosed_IsTheOpenOne()
    {
        var customer = await Core.AddCustomerAsync();
        Assert.Null(await Store.FindCurrentAsync(customer.Id, default));
        var first = await Core.OpenAsync(customer);
        await Core.CloseAsync(customer, first.Id);
        Assert.Equal(first.Id, (await Store.FindCurrentAsync(customer.Id, default))!.Id);

        Core.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await Core.OpenAsync(customer);
        Assert.Equal(second.Id, (await Store.FindCurrentAsync(customer.Id, default))!.Id);
        await Core.CloseAsync(customer, second.Id);
        Assert.Equal(second.Id, (await Store.FindCurrentAsync(customer.Id, default))!.Id);
    }

    [Fact]
    public async Task FindHeadsAsync_OfPeople_AreTheirOpenOnesAndAllThatWait()
    {
        var (customer, agent) = (await Core.AddCustomerAsync(), await Core.AddAgentAsync("kefu001"));
        var mine = await Core.OpenAsync(customer, agent);
        var waiting = await Core.OpenAsync();
        var others = await Core.OpenAsync(await Core.AddCustomerAsync(), await Core.AddAgentAsync("kefu002"));
        var closed = await Core.CloseAsync(agent, (await Core.OpenAsync(await Core.AddCustomerAsync(), agent)).Id);

        Assert.Equal([mine.Head], await HeadsAsync([customer.Id], []));
        Assert.Equal(Sorted(mine.Head, waiting.Head), await HeadsAsync([], [agent.Id]));
        Assert.Equal(Sorted(mine.Head, waiting.Head, others.Head), await HeadsAsync([customer.Id, others.CustomerId], [agent.Id]));
        Assert.Equal(Sorted(mine.Head, waiting.Head, closed.Head), await HeadsAsync([], [agent.Id], closed.ClosedAt));
        Assert.Equal([closed.Head], await HeadsAsync([closed.CustomerId, "nobody"], [], closed.ClosedAt));
        Assert.Empty(await HeadsAsync([closed.CustomerId], [], closed.ClosedAt!.Value.AddMilliseconds(1)));
    }

    [Fact]
    public async Task CountOpenAsync_SomeOfEach_CountsTheActiveAndTheWaiting()
    {
        Assert.Equal(new OpenConversations(0, 0), await Store.CountOpenAsync(default));
        var (agent, customer) = (await Core.AddAgentAsync("kefu001"), await Core.AddCustomerAsync());
        await Core.OpenAsync(customer, agent);
        await Core.OpenAsync();
        await Core.OpenAsync();
        await Core.CloseAsync(Participant.System, (await Core.OpenAsync()).Id);
        Assert.Equal(new OpenConversations(1, 2), await Store.CountOpenAsync(default));
    }

    [Fact]
    public async Task FindHeadsAsync_ByIds_SayHowFarTheyHaveCome()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        var opened = await Core.OpenAsync(await Core.AddCustomerAsync(), agent);
        await Core.SendAsync(agent, "a1", opened.Id);
        await Core.Conversations.MoveMarkAsync(agent, opened.Id, MarkKind.Read, 1, null);
        var head = Assert.Single(await Store.FindHeadsAsync([opened.Id, "nowhere"], default));
        Assert.Equal((2, new Marks(0, 1), agent.Id), (head.LastSeq, head.Read, head.AgentId));
        Assert.Equal((await Core.SeeAsync(opened.Id)).Head, head);
    }

    [Fact]
    public async Task FindFactsAsync_AgentWhoLostIt_HasServedIt()
    {
        var (customer, agent) = (await Core.AddCustomerAsync(), await Core.AddAgentAsync("kefu001"));
        var conversation = await Core.OpenAsync(customer, agent);
        await Core.Assignment.ReleaseAsync(agent.Id, default);
        await Core.CloseAsync(customer, conversation.Id);

        var facts = await Store.FindFactsAsync(conversation.Id, agent.Id, default);
        Assert.Equal(new ConversationFacts(customer.Id, null, ConversationStatus.Closed, ServedByCaller: true), facts);
        Assert.False((await Store.FindFactsAsync(conversation.Id, "kefu002", default))!.Value.ServedByCaller);
        Assert.Null(await Store.FindFactsAsync("nowhere", agent.Id, default));
    }

    [Fact]
    public async Task CloseAsync_ByItsAgent_KeepsWhoWhenAndWhy()
    {
        var (customer, agent) = (await Core.AddCustomerAsync(), await Core.AddAgentAsync("kefu001"));
        var conversation = await Core.OpenAsync(customer, agent);
        Core.Time.Advance(TimeSpan.FromMinutes(1));
        Conversation? told = null;
        var closed = (await Store.CloseAsync(agent, conversation.Id, CloseReasons.Resolved, it => told = it, default)).Value;

        Assert.Equal(closed, told);
        Assert.Equal(ConversationStatus.Closed, closed.Status);
        Assert.Equal((Core.Time.GetUtcNow(), ParticipantType.Agent, CloseReasons.Resolved), (closed.ClosedAt, closed.ClosedBy, closed.CloseReason));
        Assert.Equal(agent.Id, closed.Agent!.Id);
        Assert.Null(closed.QueuePosition);
        Assert.Equal(conversation.Version + 1, closed.Version);
    }

    [Fact]
    public async Task CloseAsync_Refused_TellsNobodyAndChangesNothing()
    {
        var (customer, agent) = (await Core.AddCustomerAsync(), await Core.AddAgentAsync("kefu001"));
        var conversation = await Core.OpenAsync(customer);
        var refused = await Store.CloseAsync(agent, conversation.Id, CloseReasons.Resolved, _ => Assert.Fail("told"), default);
        Assert.Equal(ErrorCode.Forbidden, refused.Error?.Code);
        Assert.Equal(conversation, await Store.FindAsync(conversation.Id, default));
    }

    [Fact]
    public async Task CloseAsync_TwentyTimesAtOnce_HappensOnce()
    {
        var customer = await Core.AddCustomerAsync();
        var conversation = await Core.OpenAsync(customer);
        var told = 0;
        var closed = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() =>
            Store.CloseAsync(customer, conversation.Id, CloseReasons.EndedByCustomer, _ => told++, default))));
        Assert.Single(closed, result => result.Succeeded);
        Assert.Equal(19, closed.Count(result => result.Error?.Code == ErrorCode.Closed));
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task ReopenAsync_Closed_GoesOnUnderTheSameIdWithTheAgentWhoAsks()
    {
        var (customer, agent) = (await Core.AddCustomerAsync(), await Core.AddAgentAsync("kefu001"));
        var conversation = await Core.OpenAsync(customer, agent);
        var closed = await Core.CloseAsync(agent, conversation.Id);
        Core.Time.Advance(TimeSpan.FromHours(1));

        var reopened = (await Store.ReopenAsync(agent, conversation.Id, _ => { }, default)).Value;
        Assert.Equal((conversation.Id, ConversationStatus.Active, agent.Id), (reopened.Id, reopened.Status, reopened.Agent!.Id));
        Assert.Equal(Core.Time.GetUtcNow(), reopened.OpenedAt);
        Assert.Equal((null, null, null), (reopened.ClosedAt, reopened.ClosedBy, reopened.CloseReason));
        Assert.Equal(closed.Version + 1, reopened.Version);
        Assert.Equal(2, (await Core.SendAsync(customer, "m2")).Seq);
    }

    [Fact]
    public async Task ReopenAsync_OpenOrAnotherOpen_IsAConflict()
    {
        var (customer, agent) = (await Core.AddCustomerAsync(), await Core.AddAgentAsync("kefu001"));
        var first = await Core.OpenAsync(customer, agent);
        Assert.Equal(ErrorCode.Conflict, (await Store.ReopenAsync(agent, first.Id, _ => { }, default)).Error?.Code);

        await Core.CloseAsync(agent, first.Id);
        await Core.OpenAsync(customer);
        Assert.Equal(ErrorCode.Conflict, (await Store.ReopenAsync(agent, first.Id, _ => { }, default)).Error?.Code);
    }

    [Fact]
    public async Task FindAsync_Waiting_HasItsPlaceInTheQueueAndWhatWasNotRead()
    {
        var ids = new List<string>();
        for (var n = 0; n < 3; n++)
        {
            ids.Add((await Core.OpenAsync()).Id);
            Core.Time.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var (id, position) in ids.Select((id, index) => (id, index + 1)))
        {
            var waiting = await Store.FindAsync(id, default);
            Assert.Equal((position, 1), (waiting!.QueuePosition, waiting.Unread));
            Assert.Equal("hello", waiting.LastMessage!.Content);
        }

        Assert.Null(await Store.FindAsync("nowhere", default));
    }

    [Fact]
    public async Task FindAsync_WaitingSinceTheSameInstant_HavePlacesByTheirIds()
    {
        var ids = new List<string>();
        for (var n = 0; n < 5; n++)
            ids.Add((await Core.OpenAsync()).Id);

        ids.Sort(string.CompareOrdinal);
        for (var index = 0; index < ids.Count; index++)
            Assert.Equal(index + 1, (await Store.FindAsync(ids[index], default))!.QueuePosition);
    }

    private async Task<IEnumerable<ConversationHead>> HeadsAsync(string[] customers, string[] agents, DateTimeOffset? closedSince = null) =>
        Sorted([.. await Store.FindHeadsAsync(customers, agents, closedSince ?? DateTimeOffset.MaxValue, default)]);

    private static IEnumerable<ConversationHead> Sorted(params ConversationHead[] heads) => heads.OrderBy(head => head.Id, StringComparer.Ordinal);
}
