using System.Buffers.Text;
using System.Text;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Tests.Conversations;

public sealed class ConversationServiceTests : IAsyncLifetime
{
    private CoreHost _core = null!;
    private Participant _customer = null!;
    private Participant _agent = null!;

    private IConversationService Conversations => _core.Conversations;

    public async Task InitializeAsync()
    {
        _core = await CoreHost.StartAsync(Scenarios.Unlimited);
        _customer = await _core.AddCustomerAsync();
        _agent = await _core.AddAgentAsync("kefu001");
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task FindServedAsync_OnceServedAndNowAnothers_SaysWhoHasItAndNothingThatIsSaid()
    {
        var (first, second, third) = (
            await _core.AddAgentAsync("served1"), await _core.AddAgentAsync("served2"), await _core.AddAgentAsync("served3"));
        var id = (await _core.OpenAsync(await _core.AddCustomerAsync(), first)).Id;
        await _core.Assignment.ReleaseAsync(first.Id, default);
        await _core.AcceptAsync(second, id);

        var seen = (await Conversations.FindServedAsync(first, id)).Value;
        Assert.Equal((second.Id, null, 0), (seen.Agent!.Id, seen.LastMessage, seen.Unread));
        Assert.NotNull((await Conversations.FindServedAsync(second, id)).Value.LastMessage);
        Assert.Equal(ErrorCode.NotFound, (await Conversations.FindAsync(first, id)).Error!.Code);
        Assert.Equal(ErrorCode.NotFound, (await Conversations.FindServedAsync(third, id)).Error!.Code);
        Assert.Equal(ErrorCode.NotFound, (await Conversations.FindServedAsync(first, "nowhere")).Error!.Code);
    }

    [Fact]
    public async Task ListAsync_PageByPage_IsEachOnce()
    {
        var opened = new List<string>();
        for (var n = 0; n < 11; n++)
            opened.Add((await _core.OpenAsync()).Id);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await Conversations.ListAsync(_agent, new ConversationFilter { Limit = 3, Cursor = cursor })).Value;
            seen.AddRange(page.Items.Select(it => it.Id));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(opened.Order(), seen.Order());
        Assert.Equal(11, seen.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("next")]
    [InlineData("!!!")]
    [InlineData("客服")]
    [InlineData("\0")]
    [InlineData("' OR 1=1 --")]
    public async Task ListAsync_WhatIsNoCursor_IsABadRequest(string cursor) => await RefusedAsync(cursor);

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("x id")]
    [InlineData("-1 id")]
    [InlineData("1.5 id")]
    [InlineData(" 1 id")]
    [InlineData("253402300800000 id")]
    [InlineData("99999999999999999999 id")]
    public async Task ListAsync_CursorOfSomethingElse_IsABadRequest(string inside) =>
        await RefusedAsync(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(inside)));

    [Fact]
    public async Task ListAsync_VeryLongCursor_IsABadRequest() => await RefusedAsync(new string('A', 100_000));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    [InlineData(int.MaxValue)]
    public async Task ListAsync_LimitOutOfRange_IsABadRequest(int limit) => Assert.Equal(
        ErrorCode.BadRequest, (await Conversations.ListAsync(_agent, new ConversationFilter { Limit = limit })).Error?.Code);

    [Fact]
    public async Task CloseAsync_CustomerNamesNone_IsTheOpenOneOrNothing()
    {
        Assert.Equal(ErrorCode.NotFound, (await Conversations.CloseAsync(_customer, null)).Error?.Code);
        var opened = await _core.OpenAsync(_customer);
        var closed = (await Conversations.CloseAsync(_customer, null)).Value;
        Assert.Equal((opened.Id, ParticipantType.Customer, CloseReasons.EndedByCustomer), (closed.Id, closed.ClosedBy, closed.CloseReason));
        Assert.Equal(ErrorCode.Closed, (await Conversations.CloseAsync(_customer, null)).Error?.Code);
    }

    [Fact]
    public async Task CloseAsync_Active_IsToldToTheMembersOnly()
    {
        var conversation = await _core.OpenAsync(_customer, _agent);
        using var customer = _core.Listen(Audience.Customer(_customer.Id));
        using var agent = _core.Listen(Audience.Agent(_agent.Id));
        using var all = _core.Listen(Audience.AllAgents);
        await _core.CloseAsync(_agent, conversation.Id);
        Assert.Equal(ConversationStatus.Closed, Assert.Single(customer.Of<ConversationChanged>()).Conversation.Status);
        Assert.Single(agent.Of<ConversationChanged>());
        Assert.Empty(all.Of<object>());
    }

    [Fact]
    public async Task CloseAsync_Waiting_IsToldToAllAgentsWhoSawItWait()
    {
        var conversation = await _core.OpenAsync(_customer);
        using var all = _core.Listen(Audience.AllAgents);
        await _core.CloseAsync(_customer, conversation.Id);
        Assert.Equal(ConversationStatus.Closed, Assert.Single(all.Of<ConversationChanged>()).Conversation.Status);
    }

    [Fact]
    public async Task ReopenAsync_Closed_IsToldToTheMembersWithTheNewOwner()
    {
        var conversation = await _core.OpenAsync(_customer, _agent);
        await _core.CloseAsync(_agent, conversation.Id);
        using var customer = _core.Listen(Audience.Customer(_customer.Id));
        using var agent = _core.Listen(Audience.Agent(_agent.Id));
        Assert.True((await Conversations.ReopenAsync(_agent, conversation.Id)).Succeeded);
        Assert.Equal(_agent.Id, Assert.Single(customer.Of<ConversationChanged>()).NewOwnerId);
        Assert.Equal(_agent.Id, Assert.Single(agent.Of<ConversationChanged>()).NewOwnerId);
    }

    [Fact]
    public async Task Version_ThroughALife_GrowsWithEachStep()
    {
        using var heard = _core.Listen(Audience.Customer(_customer.Id));
        var id = (await _core.OpenAsync(_customer)).Id;
        await _core.AcceptAsync(_agent, id);
        await _core.Get<IAssignmentService>().ReleaseAsync(_agent.Id);
        await _core.AcceptAsync(_agent, id);
        await _core.CloseAsync(_agent, id);
        await Conversations.ReopenAsync(_agent, id);
        await _core.CloseAsync(_customer, id);
        var versions = heard.Of<ConversationChanged>().Select(changed => changed.Conversation.Version).ToList();
        Assert.Equal(7, versions.Count);
        Assert.Equal(versions.Distinct().Order(), versions);
    }

    [Fact]
    public async Task MoveMarkAsync_Moved_IsToldToBothSidesWithItsOrigin()
    {
        var conversation = await _core.OpenAsync(_customer, _agent);
        using var customer = _core.Listen(Audience.Customer(_customer.Id));
        using var agent = _core.Listen(Audience.Agent(_agent.Id));
        Assert.Null(await Conversations.MoveMarkAsync(_agent, conversation.Id, MarkKind.Read, 9, "c1"));
        Assert.Null(await Conversations.MoveMarkAsync(_agent, conversation.Id, MarkKind.Read, 1, "c1"));
        var moved = new MarkMoved(conversation.Id, MarkKind.Read, _agent, 1, "c1");
        Assert.Equal([moved], customer.Of<MarkMoved>());
        Assert.Equal([moved], agent.Of<MarkMoved>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public async Task MoveMarkAsync_BelowOne_IsABadRequest(long seq)
    {
        await _core.OpenAsync(_customer);
        Assert.Equal(ErrorCode.BadRequest, (await Conversations.MoveMarkAsync(_customer, null, MarkKind.Read, seq, null))?.Code);
    }

    [Fact]
    public async Task MoveMarkAsync_CustomerNamesNone_IsTheirsOrNothing()
    {
        Assert.Equal(ErrorCode.NotFound, (await Conversations.MoveMarkAsync(_customer, null, MarkKind.Read, 1, null))?.Code);
        var id = (await _core.OpenAsync(_customer)).Id;
        Assert.Null(await Conversations.MoveMarkAsync(_customer, null, MarkKind.Read, 1, null));
        Assert.Equal(1, (await _core.SeeAsync(id)).Read.Customer);
    }

    [Fact]
    public async Task TypeAsync_EitherSide_IsToldToTheOtherOnly()
    {
        var id = (await _core.OpenAsync(_customer, _agent)).Id;
        using var customer = _core.Listen(Audience.Customer(_customer.Id));
        using var agent = _core.Listen(Audience.Agent(_agent.Id));
        using var all = _core.Listen(Audience.AllAgents);
        await Conversations.TypeAsync(_customer, null, active: true);
        Assert.Equal([new TypingChanged(id, _customer, true)], agent.Of<TypingChanged>());
        Assert.Empty(customer.Of<TypingChanged>());

        agent.Clear();
        await Conversations.TypeAsync(_agent, id, active: false);
        Assert.Equal([new TypingChanged(id, _agent, false)], customer.Of<TypingChanged>());
        Assert.Empty(agent.Of<TypingChanged>());
        Assert.Empty(all.Of<TypingChanged>());
    }

    [Fact]
    public async Task TypeAsync_CustomerWithNoneOpen_IsNoErrorAndToldToNobody()
    {
        Assert.Null(await Conversations.TypeAsync(_customer, null, active: true));

        // The next message opens a new one; until then nobody is there, as before the very first.
        var id = (await _core.OpenAsync(_customer, _agent)).Id;
        await _core.CloseAsync(_agent, id);
        using var agent = _core.Listen(Audience.Agent(_agent.Id));
        Assert.Null(await Conversations.TypeAsync(_customer, null, active: true));
        Assert.Empty(agent.Of<TypingChanged>());
        Assert.Equal(ErrorCode.Closed, (await Conversations.TypeAsync(_customer, id, active: true))?.Code);
    }

    [Fact]
    public async Task SendAsync_WithinReopenWithin_OpensTheLastAgainAndTellsIt()
    {
        await using var core = await CoreHost.StartAsync(new() { ["Conversations:ReopenWithin"] = "00:10:00" });
        var customer = await core.AddCustomerAsync();
        var first = await core.OpenAsync(customer);
        await core.CloseAsync(customer, first.Id);
        core.Time.Advance(TimeSpan.FromMinutes(9));
        using var heard = core.Listen(Audience.AllAgents);
        var message = await core.SendAsync(customer, "again");
        Assert.Equal((first.Id, 2), (message.ConversationId, message.Seq));
        Assert.Equal(ConversationStatus.Waiting, Assert.Single(heard.Of<ConversationChanged>()).Conversation.Status);

        await core.CloseAsync(customer, first.Id);
        core.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.NotEqual(first.Id, (await core.SendAsync(customer, "too late")).ConversationId);
    }

    [Fact]
    public async Task SendAsync_ByDefault_NeverReopens()
    {
        var first = await _core.OpenAsync(_customer);
        await _core.CloseAsync(_customer, first.Id);
        Assert.NotEqual(first.Id, (await _core.SendAsync(_customer, "again")).ConversationId);
    }

    [Fact]
    public async Task HistoryAsync_CustomerNamesNone_IsTheOpenOneElseTheLastElseEmpty()
    {
        Assert.Null((await HistoryAsync()).ConversationId);
        var first = await _core.OpenAsync(_customer);
        await _core.CloseAsync(_customer, first.Id);
        Assert.Equal(first.Id, (await HistoryAsync()).ConversationId);
        var second = await _core.OpenAsync(_customer);
        Assert.Equal(second.Id, (await HistoryAsync()).ConversationId);
        Assert.Equal(ErrorCode.BadRequest, (await _core.Messages.HistoryAsync(_agent, new HistoryQuery(null))).Error?.Code);

        async Task<HistoryPage> HistoryAsync() => (await _core.Messages.HistoryAsync(_customer, new HistoryQuery(null))).Value;
    }

    [Theory]
    [InlineData(null, null, 0)]
    [InlineData(null, null, 101)]
    [InlineData(1L, 2L, 50)]
    [InlineData(-1L, null, 50)]
    [InlineData(null, -1L, 50)]
    public async Task HistoryAsync_OutOfRange_IsABadRequest(long? after, long? before, int limit)
    {
        await _core.OpenAsync(_customer);
        Assert.Equal(
            ErrorCode.BadRequest, (await _core.Messages.HistoryAsync(_customer, new HistoryQuery(null, after, before, limit))).Error?.Code);
    }

    [Fact]
    public async Task ListAsync_Supervisor_SeesAnotherAgentsWithoutOwningIt()
    {
        var boss = await _core.AddAgentAsync("boss", AgentRoles.Supervisor);
        var id = (await _core.OpenAsync(_customer, _agent)).Id;
        Assert.Equal(id, Assert.Single((await Conversations.ListAsync(boss, new ConversationFilter { AgentId = _agent.Id })).Value.Items).Id);
    }

    private async Task RefusedAsync(string cursor) => Assert.Equal(
        ErrorCode.BadRequest, (await Conversations.ListAsync(_agent, new ConversationFilter { Cursor = cursor })).Error?.Code);
}
