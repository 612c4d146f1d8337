using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

public abstract class AssignmentStoreContract : StoreContract
{
    private IAssignmentStore Store => Core.Get<IAssignmentStore>();

    [Fact]
    public async Task FindWaitingAsync_SomeOfTheQueue_AreThoseThatStillWaitInItsOrder()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        var (first, taken, second) = (await Core.OpenAsync(), await Core.OpenAsync(), await Core.OpenAsync());
        await Core.AcceptAsync(agent, taken.Id);
        var found = await Store.FindWaitingAsync([second.Id, taken.Id, first.Id, "nowhere"], default);
        var queue = await Store.FindQueueAsync(default);
        Assert.Equal(queue, found.Select(it => it.Id));
        Assert.All(found, it => Assert.Equal((ConversationStatus.Waiting, null), (it.Status, it.QueuePosition)));
    }

    [Fact]
    public async Task AssignWaitingAsync_RoomForSome_GivesTheOldestAndLeavesTheRest()
    {
        await Core.AddAgentAsync("kefu001");
        var waiting = await WaitAsync(5);
        var assigned = await AssignAsync(2, "kefu001");
        Assert.Equal(waiting[..2], assigned.Select(it => it.Id));
        Assert.All(assigned, it => Assert.Equal((ConversationStatus.Active, "kefu001"), (it.Status, it.Agent!.Id)));
        Assert.Equal(waiting[2..], await Store.FindQueueAsync(default));
    }

    [Fact]
    public async Task AssignWaitingAsync_TwoAgents_FillsEvenlyAndStopsAtCapacity()
    {
        await Core.AddAgentAsync("kefu001");
        await Core.AddAgentAsync("kefu002");
        await WaitAsync(7);
        var assigned = await AssignAsync(3, "kefu001", "kefu002");
        Assert.Equal([3, 3], assigned.CountBy(it => it.Agent!.Id).Select(pair => pair.Value));
        Assert.Equal(["kefu001", "kefu002", "kefu001"], assigned.Take(3).Select(it => it.Agent!.Id));
        Assert.Empty(await AssignAsync(3, "kefu001", "kefu002"));
    }

    [Fact]
    public async Task AssignWaitingAsync_AbsentBusyOrNoAgents_AreGivenNothing()
    {
        await Core.AddAgentAsync("absent");
        await Core.AddAgentAsync("busy");
        await Core.AddAgentAsync("away");
        await Core.AddAgentAsync("boss", AgentRoles.Supervisor);
        await Core.Get<IAgentStore>().SetStatusAsync("busy", Availability.Busy, default);
        await Core.Get<IAgentStore>().SetStatusAsync("away", Availability.Away, default);
        await WaitAsync(1);
        Assert.Empty(await AssignAsync(0, "busy", "away", "boss", "unknown"));
        Assert.Empty(await AssignAsync(0));
    }

    [Fact]
    public async Task AssignWaitingAsync_CapacityZero_IsNoLimit()
    {
        await Core.AddAgentAsync("kefu001");
        await WaitAsync(12);
        Assert.Equal(12, (await AssignAsync(0, "kefu001")).Count);
    }

    [Fact]
    public async Task AssignWaitingAsync_ManyLooksAtOnce_GiveEachOnceAndNeverPassCapacity()
    {
        await Core.AddAgentAsync("kefu001");
        await Core.AddAgentAsync("kefu002");
        await WaitAsync(12);
        var told = new List<string>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.AssignWaitingAsync(
            new HashSet<string> { "kefu001", "kefu002" }, 4, assigned => told.AddRange(assigned.Select(it => it.Id)), default))));
        Assert.Equal(8, told.Count);
        Assert.Equal(8, told.Distinct().Count());
        Assert.All(await Core.Get<IAgentStore>().ListAsync(default), item => Assert.Equal(4, item.OpenConversations));
    }

    [Fact]
    public async Task AssignWaitingAsync_CustomerServedBefore_GoesToTheLastAgent()
    {
        var (first, last) = (await Core.AddAgentAsync("kefu001"), await Core.AddAgentAsync("kefu002"));
        var customer = await Core.AddCustomerAsync();
        foreach (var agent in new[] { first, last })
        {
            var served = await Core.OpenAsync(customer, agent);
            await Core.CloseAsync(agent, served.Id);
        }

        // The other has fewer: being known counts more than being free.
        await Core.OpenAsync(await Core.AddCustomerAsync(), last);
        var again = await Core.OpenAsync(customer);
        Assert.Equal(last.Id, Assert.Single(await AssignAsync(10, first.Id, last.Id), it => it.Id == again.Id).Agent!.Id);
    }

    [Fact]
    public async Task AcceptAsync_TwentyAgentsAtOnce_HasOneWinner()
    {
        var agents = new List<Participant>();
        for (var n = 1; n <= 20; n++)
            agents.Add(await Core.AddAgentAsync($"kefu{n:000}"));
        var id = (await WaitAsync(1))[0];
        var told = 0;
        var accepted = await Task.WhenAll(agents.Select(agent => Task.Run(() => Store.AcceptAsync(agent, id, _ => told++, default))));
        var winner = Assert.Single(accepted, result => result.Succeeded).Value.Conversation;
        Assert.Equal(19, accepted.Count(result => result.Error?.Code == ErrorCode.Conflict));
        Assert.Equal(1, told);
        Assert.Equal(winner.Agent, (await Core.SeeAsync(id)).Agent);
    }

    [Fact]
    public async Task AcceptAsync_TheirsAlready_IsLeftAsItIs()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        var id = (await WaitAsync(1))[0];
        var first = (await Store.AcceptAsync(agent, id, _ => { }, default)).Value;
        var again = (await Store.AcceptAsync(agent, id, _ => { }, default)).Value;
        Assert.True(first.Changed);
        Assert.Equal(new Accepted(first.Conversation, Changed: false), again);
    }

    [Fact]
    public async Task AcceptAsync_ClosedOrUnknown_IsClosedOnlyForThoseWhoMaySeeIt()
    {
        var (served, other) = (await Core.AddAgentAsync("kefu001"), await Core.AddAgentAsync("kefu002"));
        var id = (await WaitAsync(1))[0];
        await Core.AcceptAsync(served, id);
        await Core.CloseAsync(served, id);
        Assert.Equal(ErrorCode.Closed, (await Store.AcceptAsync(served, id, _ => { }, default)).Error?.Code);
        Assert.Equal(ErrorCode.NotFound, (await Store.AcceptAsync(other, id, _ => { }, default)).Error?.Code);
        Assert.Equal(ErrorCode.NotFound, (await Store.AcceptAsync(other, "nowhere", _ => { }, default)).Error?.Code);
    }

    [Fact]
    public async Task ReturnAllAsync_HisConversations_TakeTheirOldPlaces()
    {
        var (agent, other) = (await Core.AddAgentAsync("kefu001"), await Core.AddAgentAsync("kefu002"));
        var waiting = await WaitAsync(4);
        await Core.AcceptAsync(agent, waiting[0]);
        await Core.AcceptAsync(agent, waiting[2]);
        await Core.AcceptAsync(other, waiting[1]);

        var returned = (await Store.ReturnAllAsync(agent.Id, _ => { }, default)).Value;
        Assert.Equal([waiting[0], waiting[2]], returned.Select(it => it.Id));
        Assert.All(returned, it => Assert.Equal((ConversationStatus.Waiting, null), (it.Status, it.Agent)));
        Assert.Equal([waiting[0], waiting[2], waiting[3]], await Store.FindQueueAsync(default));
        Assert.Empty((await Store.ReturnAllAsync(agent.Id, _ => { }, default)).Value);
    }

    [Fact]
    public async Task FindOwnersAsync_ActiveOnly_AreTheirAgents()
    {
        var (one, other) = (await Core.AddAgentAsync("kefu001"), await Core.AddAgentAsync("kefu002"));
        var waiting = await WaitAsync(3);
        await Core.AcceptAsync(one, waiting[0]);
        await Core.AcceptAsync(other, waiting[1]);
        await Core.CloseAsync(other, waiting[1]);
        Assert.Equal([one.Id], await Store.FindOwnersAsync(default));
    }

    [Fact]
    public async Task IsAnyOnlineAsync_StatusAndRole_BothCount()
    {
        await Core.AddAgentAsync("kefu001");
        await Core.AddAgentAsync("boss", AgentRoles.Supervisor);
        Assert.True(await OnlineAsync("kefu001"));
        Assert.False(await OnlineAsync("boss"));
        Assert.False(await OnlineAsync());
        await Core.Get<IAgentStore>().SetStatusAsync("kefu001", Availability.Away, default);
        Assert.False(await OnlineAsync("kefu001"));

        Task<bool> OnlineAsync(params string[] present) => Store.IsAnyOnlineAsync(present.ToHashSet(), default);
    }

    private async Task<IReadOnlyList<Conversation>> AssignAsync(int capacity, params string[] present) =>
        (await Store.AssignWaitingAsync(present.ToHashSet(), capacity, _ => { }, default)).Value;

    /// <summary>Conversations that wait, oldest first.</summary>
    private async Task<string[]> WaitAsync(int count)
    {
        var ids = new string[count];
        for (var n = 0; n < count; n++)
        {
            ids[n] = (await Core.OpenAsync()).Id;
            Core.Time.Advance(TimeSpan.FromSeconds(1));
        }

        return ids;
    }
}
