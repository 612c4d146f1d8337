using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

/// <summary>Lists of conversations: what they show, in which order, and that their pages are the whole.</summary>
public abstract class ConversationListContract : StoreContract
{
    private IConversationStore Store => Core.Get<IConversationStore>();

    [Fact]
    public async Task ListAsync_Waiting_IsTheQueue()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        var opened = await OpenManyAsync(7);
        var expected = opened.OrderBy(it => it.OpenedAt).ThenBy(it => it.Id, StringComparer.Ordinal).Select(it => it.Id);
        foreach (var limit in new[] { 1, 2, 3, 4, 100 })
            Assert.Equal(expected, await PagesAsync(agent, ConversationStatus.Waiting, limit));
        Assert.Equal(expected, await Core.Get<IAssignmentStore>().FindQueueAsync(default));
    }

    [Fact]
    public async Task ListAsync_All_IsNewestOpenedFirst()
    {
        var agent = await Core.AddAgentAsync("kefu001", AgentRoles.Supervisor);
        var opened = await OpenManyAsync(9);
        await Core.CloseAsync(Participant.System, opened[2].Id);
        await Core.AcceptAsync(agent, opened[5].Id);
        var expected = opened.OrderByDescending(it => it.OpenedAt).ThenByDescending(it => it.Id, StringComparer.Ordinal).Select(it => it.Id);
        foreach (var limit in new[] { 1, 2, 4, 9, 100 })
            Assert.Equal(expected, await PagesAsync(agent, null, limit));
    }

    [Fact]
    public async Task ListAsync_Closed_IsLastClosedFirst()
    {
        var agent = await Core.AddAgentAsync("kefu001", AgentRoles.Supervisor);
        var opened = await OpenManyAsync(6);
        var closed = new List<Conversation>();
        foreach (var index in new[] { 3, 0, 5, 1, 4, 2 })
        {
            closed.Add(await Core.CloseAsync(Participant.System, opened[index].Id));
            if (index % 2 == 0)
                Core.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        var expected = closed.OrderByDescending(it => it.ClosedAt).ThenByDescending(it => it.Id, StringComparer.Ordinal).Select(it => it.Id);
        foreach (var limit in new[] { 1, 2, 3, 4, 100 })
            Assert.Equal(expected, await PagesAsync(agent, ConversationStatus.Closed, limit));
    }

    [Fact]
    public async Task ListAsync_NewOnesBetweenPages_NeitherRepeatsNorSkips()
    {
        var agent = await Core.AddAgentAsync("kefu001", AgentRoles.Supervisor);
        var opened = await OpenManyAsync(6);
        var first = await Store.ListAsync(agent, new ConversationFilter { Limit = 3 }, null, default);
        await OpenManyAsync(3);
        await Core.CloseAsync(Participant.System, first.Items[2].Id);
        await Core.CloseAsync(Participant.System, opened[0].Id);

        var second = await Store.ListAsync(agent, new ConversationFilter { Limit = 100 }, Cursor(first), default);
        Assert.Equal(opened.Select(it => it.Id).Order(), first.Items.Concat(second.Items).Select(it => it.Id).Order());
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task ListAsync_ForAnAgent_ShowsWhatTheyMaySee()
    {
        var (one, other) = (await Core.AddAgentAsync("kefu001"), await Core.AddAgentAsync("kefu002"));
        var supervisor = await Core.AddAgentAsync("boss", AgentRoles.Supervisor);
        var opened = await OpenManyAsync(6);
        await Core.AcceptAsync(one, opened[1].Id);
        await Core.AcceptAsync(other, opened[2].Id);
        await Core.AcceptAsync(one, opened[3].Id);
        await Core.CloseAsync(one, opened[3].Id);
        await Core.AcceptAsync(one, opened[4].Id);
        await Core.Assignment.ReleaseAsync(one.Id, default);
        await Core.AcceptAsync(other, opened[4].Id);
        await Core.CloseAsync(other, opened[4].Id);
        await Core.AcceptAsync(one, opened[1].Id);
        await Core.CloseAsync(Participant.System, opened[5].Id);

        // Waiting, their own, closed by them, and closed by another after they had it; neither another's nor what closed unserved.
        var expected = new[] { 0, 1, 3, 4 }.Select(index => opened[index].Id);
        Assert.Equal(expected.Order(), (await PagesAsync(one, null, 2)).Order());
        Assert.Equal(6, (await PagesAsync(supervisor, null, 2)).Count);
        foreach (var conversation in opened)
        {
            var facts = await Store.FindFactsAsync(conversation.Id, one.Id, default);
            Assert.Equal(expected.Contains(conversation.Id), ConversationAccess.CanSee(one, facts!.Value));
        }
    }

    [Fact]
    public async Task ListAsync_OfAnAgent_ShowsTheirsOnly()
    {
        var (one, other) = (await Core.AddAgentAsync("kefu001"), await Core.AddAgentAsync("kefu002", AgentRoles.Supervisor));
        var opened = await OpenManyAsync(3);
        await Core.AcceptAsync(one, opened[0].Id);
        await Core.AcceptAsync(other, opened[1].Id);
        var found = await Store.ListAsync(other, new ConversationFilter { AgentId = one.Id }, null, default);
        Assert.Equal(opened[0].Id, Assert.Single(found.Items).Id);
        Assert.Empty((await Store.ListAsync(one, new ConversationFilter { AgentId = other.Id }, null, default)).Items);
    }

    [Fact]
    public async Task ListAsync_OfACustomer_ShowsThatOnesAlone()
    {
        var (agent, other) = (await Core.AddAgentAsync("kefu001"), await Core.AddAgentAsync("kefu002"));
        var customer = await Core.AddCustomerAsync();
        var first = await Core.CloseAsync(agent, (await Core.OpenAsync(customer, agent)).Id);
        Core.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await Core.OpenAsync(customer);
        await OpenManyAsync(2);

        Assert.Equal([second.Id, first.Id], await FindAsync(agent, customer.Id));
        Assert.Equal([second.Id], await FindAsync(other, customer.Id));
        Assert.Empty(await FindAsync(agent, customer.Id[..^1]));

        async Task<IEnumerable<string>> FindAsync(Participant asking, string customerId) =>
            (await Store.ListAsync(asking, new ConversationFilter { CustomerId = customerId }, null, default)).Items.Select(it => it.Id);
    }

    [Fact]
    public async Task ListAsync_Query_FindsPartsOfNameAndIdLiterally()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        var opened = (await OpenManyAsync(2))[0];
        foreach (var query in new[] { opened.CustomerId, opened.CustomerId[^12..], opened.CustomerName })
            Assert.Contains((await FindAsync(query)).Items, it => it.Id == opened.Id);
        foreach (var query in new[] { "nobody", "%", "cust%mer", "' OR 1=1 --", "[a-z]" })
            Assert.Empty((await FindAsync(query)).Items);

        Task<Page<Conversation>> FindAsync(string query) => Store.ListAsync(agent, new ConversationFilter { Query = query }, null, default);
    }

    private static ConversationCursor? Cursor(Page<Conversation> page)
    {
        Assert.True(ConversationCursor.TryParse(page.Next!, out var cursor));
        return cursor;
    }

    /// <summary>Some of them opened at the same instant, so that the order by time alone would not do.</summary>
    private async Task<List<Conversation>> OpenManyAsync(int count)
    {
        var opened = new List<Conversation>();
        for (var n = 0; n < count; n++)
        {
            opened.Add(await Core.OpenAsync());
            if (n % 3 == 2)
                Core.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        return opened;
    }

    private async Task<List<string>> PagesAsync(Participant agent, ConversationStatus? status, int limit)
    {
        var ids = new List<string>();
        ConversationCursor? after = null;
        while (true)
        {
            var page = await Store.ListAsync(agent, new ConversationFilter { Status = status, Limit = limit }, after, default);
            Assert.InRange(page.Items.Count, 0, limit);
            ids.AddRange(page.Items.Select(it => it.Id));
            if (page.Next is null)
                return ids;
            after = Cursor(page);
        }
    }
}
