using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Tests.Storage.Postgres;

/// <summary>Two nodes on one database do the same things at the same time, and the promises hold over both.</summary>
public sealed class PostgresTwoNodesTests : IAsyncLifetime
{
    private CoreHost[] _nodes = [];

    private CoreHost One => _nodes[0];

    private CoreHost Other => _nodes[1];

    public async Task InitializeAsync()
    {
        var settings = Identities.With(await PostgresHosts.NewDatabaseAsync());
        _nodes = [await CoreHost.StartAsync(settings), await CoreHost.StartAsync(settings)];
    }

    public async Task DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task SendAsync_FirstMessagesOfManyCustomers_OpenOneConversationEach()
    {
        var customers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => One.AddCustomerAsync()));
        var sent = await Task.WhenAll(
            from n in Enumerable.Range(0, 50)
            from customer in customers
            select Task.Run(() => _nodes[n % 2].SendAsync(customer, "m" + n)));

        foreach (var own in sent.GroupBy(message => message.SenderId))
        {
            Assert.Single(own.Select(message => message.ConversationId).Distinct());
            Assert.Equal(Enumerable.Range(1, 50).Select(n => (long)n), own.Select(message => message.Seq).Order());
        }

        await AssertSoundAsync();
    }

    [Fact]
    public async Task IdentifyAsync_BrowsersOfOnePersonOnBoth_LosesAndDoublesNothing()
    {
        await Identities.RaceAsync(_nodes, browsers: 12, messages: 15);
        await AssertSoundAsync();
    }

    [Fact]
    public async Task SendAsync_SameClientIdOnBoth_IsStoredOnce()
    {
        var customers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => One.AddCustomerAsync()));
        var receipts = await Task.WhenAll(
            from customer in customers
            from node in _nodes
            select Task.Run(() => node.Messages.SendAsync(new OutgoingMessage(customer, "same", null, "text"))));

        Assert.Equal(40, receipts.Count(receipt => !receipt.Value.Duplicate));
        Assert.Equal(40, receipts.Select(receipt => receipt.Value.Message.Id).Distinct().Count());
        await AssertSoundAsync();
    }

    [Fact]
    public async Task SendAsync_BothSidesOnBoth_IsToldOnEachInRisingSeq()
    {
        var (customer, agent) = (await One.AddCustomerAsync(), await One.AddAgentAsync("kefu001"));
        var conversation = await One.OpenAsync(customer, agent);
        var heard = _nodes.Select(node => node.Listen(Audience.Customer(customer.Id))).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(
            () => _nodes[n % 2].SendAsync(n % 3 == 0 ? agent : customer, "m" + n, conversation.Id))));

        var told = heard.Select(own => own.Of<MessageAdded>().Select(added => added.Message.Seq).ToList()).ToArray();
        Assert.All(told, own => Assert.Equal(own.Order(), own));
        Assert.Equal(Enumerable.Range(2, 200).Select(n => (long)n), told.SelectMany(own => own).Order());
    }

    [Fact]
    public async Task AcceptAsync_TwentyAgentsOnBoth_HasOneWinnerEach()
    {
        var agents = new List<Participant>();
        for (var n = 0; n < 20; n++)
            agents.Add(await One.AddAgentAsync($"kefu{n:000}"));
        for (var round = 0; round < 5; round++)
        {
            var conversation = await One.OpenAsync();
            var outcomes = await Task.WhenAll(agents.Select((agent, n) => Task.Run(
                () => _nodes[n % 2].Get<IAssignmentService>().AcceptAsync(agent, conversation.Id))));
            var winner = Assert.Single(outcomes, outcome => outcome.Succeeded).Value.Agent;
            Assert.Equal(19, outcomes.Count(outcome => outcome.Error?.Code == ErrorCode.Conflict));
            Assert.Equal(winner, (await Other.SeeAsync(conversation.Id)).Agent);
        }

        await AssertSoundAsync();
    }

    [Fact]
    public async Task AssignWaitingAsync_OnBothWhileCustomersWriteAndClose_GivesEachOnceAndNeverPassesCapacity()
    {
        const int capacity = 5;
        var present = new HashSet<string>();
        for (var n = 0; n < 6; n++)
            present.Add((await One.AddAgentAsync($"kefu{n:000}")).Id);
        var customers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => One.AddCustomerAsync()));
        var opened = await Task.WhenAll(customers.Select(customer => One.OpenAsync(customer)));

        var told = new List<string>();
        var assigning = Enumerable.Range(0, 24).Select(n => Task.Run(() => _nodes[n % 2].Get<IAssignmentStore>().AssignWaitingAsync(
            present, capacity, assigned =>
            {
                lock (told)
                    told.AddRange(assigned.Select(it => it.Id));
            },
            default)));
        var writing = customers.Select((customer, n) => Task.Run(() => _nodes[n % 2].SendAsync(customer, "second")));
        var closing = customers.Take(10).Select((customer, n) => Task.Run(() => _nodes[n % 2].Conversations.CloseAsync(customer, opened[n].Id)));
        var looks = await Task.WhenAll(assigning);
        await Task.WhenAll(writing);
        await Task.WhenAll(closing);

        Assert.All(looks, look => Assert.True(look.Succeeded, look.Error?.ToString()));
        Assert.Equal(told.Distinct().Count(), told.Count);
        Assert.All(await Other.Get<IAgentStore>().ListAsync(default), item => Assert.InRange(item.OpenConversations, 0, capacity));
        await AssertSoundAsync();
    }

    [Fact]
    public async Task CloseAndReopen_OnBoth_HaveOneOutcomeEach()
    {
        var (customer, agent) = (await One.AddCustomerAsync(), await One.AddAgentAsync("kefu001"));
        var conversation = await One.OpenAsync(customer, agent);
        for (var round = 0; round < 10; round++)
        {
            var closed = await OnBothAsync(node => node.Conversations.CloseAsync(agent, conversation.Id));
            Assert.Single(closed, outcome => outcome.Succeeded);
            var reopened = await OnBothAsync(node => node.Conversations.ReopenAsync(agent, conversation.Id));
            Assert.Single(reopened, outcome => outcome.Succeeded);
        }

        await AssertSoundAsync();
    }

    [Fact]
    public async Task ReopenAsync_TwoConversationsOfOneCustomerWhileTheyWrite_LeavesOneOpen()
    {
        var (customer, agent) = (await One.AddCustomerAsync(), await One.AddAgentAsync("kefu001"));
        var first = await One.OpenAsync(customer, agent);
        await One.CloseAsync(agent, first.Id);
        var second = await One.OpenAsync(customer, agent);
        await One.CloseAsync(agent, second.Id);
        for (var round = 0; round < 10; round++)
        {
            var sent = _nodes[round % 2].Messages.SendAsync(new OutgoingMessage(customer, "m" + round, null, "text"));
            var reopened = await Task.WhenAll(
                One.Conversations.ReopenAsync(agent, first.Id), Other.Conversations.ReopenAsync(agent, second.Id));
            Assert.True((await sent).Succeeded);
            Assert.InRange(reopened.Count(outcome => outcome.Succeeded), 0, 1);
            Assert.All(reopened.Where(outcome => !outcome.Succeeded), outcome => Assert.Equal(ErrorCode.Conflict, outcome.Error!.Code));
            await AssertSoundAsync();
            var open = await One.Conversations.CurrentOfAsync(customer.Id);
            await One.CloseAsync(customer, open!.Id);
        }
    }

    [Fact]
    public async Task MoveMarkAsync_OnBothWhileMessagesCome_OnlyGrows()
    {
        var (customer, agent) = (await One.AddCustomerAsync(), await One.AddAgentAsync("kefu001"));
        var conversation = await One.OpenAsync(customer, agent);
        await Task.WhenAll(
            from n in Enumerable.Range(2, 60)
            from node in _nodes
            select Task.Run(async () =>
            {
                await node.SendAsync(agent, "m" + n, conversation.Id);
                await node.Conversations.MoveMarkAsync(customer, conversation.Id, n % 2 == 0 ? MarkKind.Read : MarkKind.Delivered, n, null);
            }));

        // The newest message is 61: each client_id was sent on both nodes and stored once.
        var after = await One.SeeAsync(conversation.Id);
        Assert.Equal((61, 61), (after.LastSeq, after.Delivered.Customer));
        Assert.InRange(after.Read.Customer, 1, 60);
    }

    [Fact]
    public async Task SendAsync_LastClosedRecentlyOnBoth_OpensTheSameOnce()
    {
        var settings = Identities.With(await PostgresHosts.NewDatabaseAsync());
        settings["Conversations:ReopenWithin"] = "01:00:00";
        await using var one = await CoreHost.StartAsync(settings);
        await using var other = await CoreHost.StartAsync(settings);
        var customers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => one.AddCustomerAsync()));
        foreach (var customer in customers)
            await one.CloseAsync(customer, (await one.OpenAsync(customer)).Id);
        var sent = await Task.WhenAll(
            from n in Enumerable.Range(0, 8)
            from customer in customers
            select Task.Run(() => (n % 2 == 0 ? one : other).SendAsync(customer, "m" + n)));

        Assert.All(sent.GroupBy(message => message.SenderId), own => Assert.Single(own.Select(message => message.ConversationId).Distinct()));
        await using var context = await one.OpenContextAsync();
        Assert.Equal(10, await context.Conversations.CountAsync());
        Assert.Equal(30, await context.ConversationEvents.CountAsync());
    }

    private async Task<Result<Conversation>[]> OnBothAsync(Func<CoreHost, Task<Result<Conversation>>> action) =>
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => action(_nodes[n % 2]))));

    /// <summary>What must be true of every database whatever was done to it.</summary>
    private async Task AssertSoundAsync()
    {
        await using var context = await One.OpenContextAsync();
        var open = await context.Conversations.Where(row => row.Status != ConversationStatus.Closed).Select(row => row.CustomerId).ToListAsync();
        Assert.Equal(open.Distinct().Count(), open.Count);
        foreach (var row in await context.Conversations.AsNoTracking().ToListAsync())
        {
            var seqs = await context.Messages.Where(message => message.ConversationId == row.Id)
                .OrderBy(message => message.Seq).Select(message => message.Seq).ToListAsync();
            Assert.Equal(Enumerable.Range(1, (int)row.LastSeq).Select(n => (long)n), seqs);
            Assert.Equal(row.Version, await context.ConversationEvents.CountAsync(step => step.ConversationId == row.Id));
            Assert.Equal(row.Status == ConversationStatus.Active, row.Status != ConversationStatus.Closed && row.AgentId is not null);
        }
    }
}
