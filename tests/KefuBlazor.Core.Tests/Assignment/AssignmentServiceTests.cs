using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Presence;
using KefuBlazor.Core.Storage.Sqlite;

namespace KefuBlazor.Core.Tests.Assignment;

public sealed class AssignmentServiceTests : IAsyncLifetime
{
    private AssignmentDesk _desk = null!;

    private CoreHost Core => _desk.Core;

    public async Task InitializeAsync() => _desk = await AssignmentDesk.StartAsync(capacity: 2);

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task LookAsync_NobodyPresent_LeavesThemWaiting()
    {
        await Core.AddAgentAsync("kefu001");
        var waiting = await _desk.WaitAsync(1);
        await _desk.LookAsync();
        Assert.Equal([null], await _desk.OwnersAsync(waiting));
    }

    [Fact]
    public async Task LookAsync_TwoPresent_FillsEvenlyUpToCapacityInTheOrderOfTheQueue()
    {
        await _desk.AddPresentAsync("kefu001");
        await _desk.AddPresentAsync("kefu002");
        var waiting = await _desk.WaitAsync(5);
        await _desk.LookAsync();
        Assert.Equal(["kefu001", "kefu002", "kefu001", "kefu002", null], await _desk.OwnersAsync(waiting));
    }

    [Fact]
    public async Task LookAsync_FiftyOpensAtOnceWhileItLooks_NeverPassesCapacity()
    {
        await using var desk = await AssignmentDesk.StartAsync(capacity: 5);
        for (var n = 1; n <= 4; n++)
            await desk.AddPresentAsync("kefu00" + n);
        var opens = Enumerable.Range(0, 50).Select(_ => Task.Run(() => desk.Core.OpenAsync()));
        await Task.WhenAll(opens.Cast<Task>().Append(Task.Run(async () =>
        {
            for (var n = 0; n < 20; n++)
                await desk.LookAsync();
        })));
        await desk.LookAsync();

        Assert.All(await desk.Core.Get<IAgentService>().ListAsync(), it => Assert.Equal(5, it.OpenConversations));
        Assert.Equal(30, (await desk.Core.Get<IAssignmentStore>().FindQueueAsync(default)).Count);
    }

    [Fact]
    public async Task LookAsync_AfterAClose_GivesTheNext()
    {
        var agent = await _desk.AddPresentAsync("kefu001");
        var waiting = await _desk.WaitAsync(4);
        await _desk.LookAsync();
        await Core.CloseAsync(agent, waiting[0].Id);
        await _desk.LookAsync();
        Assert.Equal([agent.Id, agent.Id, agent.Id, null], await _desk.OwnersAsync(waiting));
    }

    [Fact]
    public async Task LookAsync_StatusTurnsOnline_GivesWhatWaits()
    {
        var agent = await _desk.AddPresentAsync("kefu001");
        await Core.Get<IAgentService>().SetStatusAsync(agent.Id, Availability.Busy);
        var waiting = await _desk.WaitAsync(1);
        await _desk.LookAsync();
        Assert.Equal([null], await _desk.OwnersAsync(waiting));

        await Core.Get<IAgentService>().SetStatusAsync(agent.Id, Availability.Online);
        await _desk.LookAsync();
        Assert.Equal([agent.Id], await _desk.OwnersAsync(waiting));
    }

    [Fact]
    public async Task LookAsync_CustomerComesAgain_GoesToWhoServedThem()
    {
        var (first, second) = (await _desk.AddPresentAsync("kefu001"), await _desk.AddPresentAsync("kefu002"));
        var customer = await Core.AddCustomerAsync();
        var served = await Core.OpenAsync(customer, second);
        await Core.CloseAsync(second, served.Id);
        await _desk.WaitAsync(1);
        await _desk.LookAsync();

        var again = await Core.OpenAsync(customer);
        await _desk.LookAsync();
        Assert.Equal([second.Id], await _desk.OwnersAsync(again));
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task LookAsync_Assigned_TellsTheCustomerTheNewOwnerAndAllAgentsThatItWaitsNoMore()
    {
        var agent = await _desk.AddPresentAsync("kefu001");
        var waiting = (await _desk.WaitAsync(1))[0];
        using var customer = Core.Listen(Audience.Customer(waiting.CustomerId));
        using var owner = Core.Listen(Audience.Agent(agent.Id));
        using var all = Core.Listen(Audience.AllAgents);
        await _desk.LookAsync();

        foreach (var heard in new[] { customer, owner, all })
        {
            var changed = Assert.Single(heard.Of<ConversationChanged>());
            Assert.Equal((ConversationStatus.Active, agent.Id), (changed.Conversation.Status, changed.NewOwnerId));
            Assert.Null(changed.Conversation.QueuePosition);
        }
    }

    [Fact]
    public async Task LookAsync_MoreWaitThanAreGivenAtOnce_TellsPlacesOnlyWhenTheQueueStandsStill()
    {
        await using var desk = await AssignmentDesk.StartAsync(capacity: 120);
        var waiting = await desk.WaitAsync(125);
        using var last = desk.Core.Listen(Audience.Customer(waiting[^1].CustomerId));
        await desk.AddPresentAsync("kefu001");
        await desk.LookAsync();
        Assert.Empty(last.Of<ConversationChanged>());
        await desk.LookAsync();
        Assert.Equal(5, Assert.Single(last.Of<ConversationChanged>()).Conversation.QueuePosition);
    }

    [Fact]
    public async Task LookAsync_SomebodyLeavesTheQueue_TellsThoseBehindTheirNewPlaces()
    {
        var waiting = await _desk.WaitAsync(3);
        await _desk.LookAsync();
        var heard = waiting.Select(it => Core.Listen(Audience.Customer(it.CustomerId))).ToArray();
        using var agents = Core.Listen(Audience.AllAgents);

        await Core.AcceptAsync(await Core.AddAgentAsync("kefu001"), waiting[1].Id);
        heard[1].Clear();
        await _desk.LookAsync();
        Assert.Empty(heard[0].Of<ConversationChanged>()); // still the first
        Assert.Empty(heard[1].Of<ConversationChanged>()); // waits no more
        Assert.Equal(2, Assert.Single(heard[2].Of<ConversationChanged>()).Conversation.QueuePosition);
        Assert.Single(agents.Of<ConversationChanged>()); // that it was accepted; places are the customers' concern

        await _desk.LookAsync();
        Assert.Single(heard[2].Of<ConversationChanged>());
    }

    [Fact]
    public async Task LookAsync_StoreRefuses_LooksAgainSoon()
    {
        await _desk.WaitAsync(1);
        await _desk.AddPresentAsync("kefu001");
        await Core.Get<SqliteWriter>().DisposeAsync(); // refuses from now on, as with a full disk
        Assert.InRange(await Core.Assignment.LookAsync(CancellationToken.None), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task AcceptAsync_BeyondCapacity_IsTheirsAndAssignmentGivesNoMore()
    {
        var agent = await _desk.AddPresentAsync("kefu001");
        var waiting = await _desk.WaitAsync(4);
        await _desk.LookAsync();
        await Core.AcceptAsync(agent, waiting[2].Id);
        await _desk.LookAsync();
        Assert.Equal([agent.Id, agent.Id, agent.Id, null], await _desk.OwnersAsync(waiting));
    }

    [Fact]
    public async Task AcceptAsync_TwentyAgents_OneWinsAndNineteenAreConflicts()
    {
        var agents = new List<Participant>();
        for (var n = 1; n <= 20; n++)
            agents.Add(await Core.AddAgentAsync($"kefu{n:000}"));
        var waiting = (await _desk.WaitAsync(1))[0];
        using var heard = Core.Listen(Audience.Customer(waiting.CustomerId));
        var accepted = await Task.WhenAll(agents.Select(agent =>
            Task.Run(() => Core.Get<IAssignmentService>().AcceptAsync(agent, waiting.Id))));

        var winner = Assert.Single(accepted, result => result.Succeeded).Value;
        Assert.Equal(19, accepted.Count(result => result.Error?.Code == ErrorCode.Conflict));
        Assert.Equal(winner.Agent!.Id, Assert.Single(heard.Of<ConversationChanged>()).NewOwnerId);
    }

    [Fact]
    public async Task AcceptAsync_TheirsAlready_AnswersTheirConnectionsAndNobodyElse()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        var conversation = await Core.OpenAsync(await Core.AddCustomerAsync(), agent);
        using var own = Core.Listen(Audience.Agent(agent.Id));
        using var customer = Core.Listen(Audience.Customer(conversation.CustomerId));
        await Core.AcceptAsync(agent, conversation.Id);
        Assert.Null(Assert.Single(own.Of<ConversationChanged>()).NewOwnerId);
        Assert.Empty(customer.Of<ConversationChanged>());
    }

    [Fact]
    public async Task AcceptAsync_ByTheCustomer_IsForbidden()
    {
        var customer = await Core.AddCustomerAsync();
        var conversation = await Core.OpenAsync(customer);
        var refused = await Core.Get<IAssignmentService>().AcceptAsync(customer, conversation.Id);
        Assert.Equal(ErrorCode.Forbidden, refused.Error?.Code);
    }

    [Fact]
    public async Task ReleaseAsync_SignedOut_PutsTheirsBackAtOnceAndTheNextLookGivesThemAway()
    {
        var (leaving, staying) = (await _desk.AddPresentAsync("kefu001"), await _desk.AddPresentAsync("kefu002"));
        var waiting = (await _desk.WaitAsync(1))[0];
        await Core.AcceptAsync(leaving, waiting.Id);
        await _desk.DropAsync(leaving);
        await Core.Get<IAssignmentService>().ReleaseAsync(leaving.Id);

        var returned = await Core.SeeAsync(waiting.Id);
        Assert.Equal((ConversationStatus.Waiting, 1, waiting.OpenedAt), (returned.Status, returned.QueuePosition, returned.OpenedAt));
        await _desk.LookAsync();
        Assert.Equal([staying.Id], await _desk.OwnersAsync(waiting));
    }

    [Fact]
    public async Task LookAsync_OnlineOrNot_IsToldToCustomersOnChangeOnly()
    {
        using var heard = Core.Listen(Audience.AllCustomers);
        await _desk.LookAsync();
        Assert.Empty(heard.Of<OnlineChanged>());

        var agent = await _desk.AddPresentAsync("kefu001");
        await _desk.LookAsync();
        await _desk.WaitAsync(3);
        await _desk.LookAsync(); // full now, and online still
        Assert.True(Core.Assignment.Online);
        await Core.Get<IAgentService>().SetStatusAsync(agent.Id, Availability.Away);
        await _desk.LookAsync();
        await _desk.LookAsync();
        await Core.Get<IAgentService>().SetStatusAsync(agent.Id, Availability.Online);
        await _desk.LookAsync();
        await _desk.DropAsync(agent);
        await _desk.LookAsync();

        Assert.Equal([true, false, true, false], heard.Of<OnlineChanged>().Select(changed => changed.Online));
        Assert.False(Core.Assignment.Online);
    }
}
