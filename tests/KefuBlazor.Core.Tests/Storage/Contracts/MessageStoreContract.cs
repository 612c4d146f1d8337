using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

public abstract class MessageStoreContract : StoreContract
{
    private IMessageStore Store => Core.Get<IMessageStore>();

    [Fact]
    public async Task AppendAsync_CustomerWithoutConversation_OpensOneThatWaits()
    {
        var customer = await Core.AddCustomerAsync();
        var appended = (await AppendAsync(customer, "m1")).Value;

        Assert.Equal(1, appended.Message.Seq);
        Assert.Equal(customer.Id, appended.CustomerId);
        Assert.Null(appended.AgentId);
        Assert.Null(appended.Message.RecipientId);
        Assert.Equal(ConversationStatus.Waiting, appended.Opened!.Status);
        Assert.Equal(appended.Message.ConversationId, appended.Opened.Id);
        Assert.Equal(1, appended.Opened.LastSeq);
    }

    [Fact]
    public async Task AppendAsync_CustomerWithOpenConversation_GoesOnInIt()
    {
        var customer = await Core.AddCustomerAsync();
        var first = (await AppendAsync(customer, "m1")).Value;
        var second = (await AppendAsync(customer, "m2")).Value;

        Assert.Null(second.Opened);
        Assert.Equal((first.Message.ConversationId, 2), (second.Message.ConversationId, second.Message.Seq));
    }

    [Fact]
    public async Task AppendAsync_KnownClientId_IsTheStoredMessageAndNoOther()
    {
        var customer = await Core.AddCustomerAsync();
        var first = (await AppendAsync(customer, "same", content: "one")).Value;
        var again = (await AppendAsync(customer, "same", content: "two")).Value;

        Assert.True(again.Duplicate);
        Assert.Equal(first.Message, again.Message);
        Assert.Single(await ReadAllAsync(first.Message.ConversationId));
    }

    [Fact]
    public async Task AppendAsync_SameClientIdOfTwoSenders_AreTwoMessages()
    {
        var (one, other) = (await Core.AddCustomerAsync(), await Core.AddCustomerAsync());
        await AppendAsync(one, "same");
        var second = (await AppendAsync(other, "same")).Value;
        Assert.False(second.Duplicate);
        Assert.Equal(other.Id, second.Message.SenderId);
    }

    [Fact]
    public async Task AppendAsync_ClientIdsThatDifferInCaseOrWidth_AreTwoMessages()
    {
        var customer = await Core.AddCustomerAsync();
        foreach (var clientId in new[] { "a", "A", "ａ", "a ", "á", "a\u0301" })
            Assert.False((await AppendAsync(customer, clientId)).Value.Duplicate, clientId);
    }

    [Fact]
    public async Task AppendAsync_KnownInAConversationClosedSince_IsStillTheStoredMessage()
    {
        var customer = await Core.AddCustomerAsync();
        var first = (await AppendAsync(customer, "m1")).Value;
        await Core.CloseAsync(customer, first.Message.ConversationId);

        var again = (await AppendAsync(customer, "m1", first.Message.ConversationId)).Value;
        Assert.True(again.Duplicate);
        Assert.Null(again.Opened);
    }

    [Fact]
    public async Task AppendAsync_ManyFirstMessagesAtOnce_IsOneConversationWithoutAGap()
    {
        var customer = await Core.AddCustomerAsync();
        var appended = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Task.Run(() => AppendAsync(customer, "m" + n))));

        Assert.Single(appended.Select(result => result.Value.Message.ConversationId).Distinct());
        Assert.Single(appended, result => result.Value.Opened is not null);
        Assert.Equal(Seqs(1, 50), appended.Select(result => result.Value.Message.Seq).Order());
    }

    [Fact]
    public async Task AppendAsync_ManyOfBothSides_IsToldInRisingSeqAndOnceEach()
    {
        var (customer, agent) = (await Core.AddCustomerAsync(), await Core.AddAgentAsync("kefu001"));
        var conversation = await Core.OpenAsync(customer, agent);
        var told = new List<long>();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => Task.Run(() => Store.AppendAsync(
            New(n % 2 == 0 ? customer : agent, "m" + n, conversation.Id), stored => told.Add(stored.Message.Seq), default))));

        Assert.Equal(Seqs(2, 100), told);
    }

    [Fact]
    public async Task AppendAsync_WhenItTells_TheMessageCanBeReadByOthers()
    {
        var customer = await Core.AddCustomerAsync();
        Message? read = null;
        await Store.AppendAsync(
            New(customer, "m1"), stored => read = Task.Run(() => Store.FindAsync(customer.Id, "m1", default)).GetAwaiter().GetResult(), default);
        Assert.Equal("m1", read?.ClientId);
    }

    [Fact]
    public async Task AppendAsync_Refused_StoresNothingAndLeavesTheClientIdFree()
    {
        var (customer, stranger) = (await Core.AddCustomerAsync(), await Core.AddCustomerAsync());
        var agent = await Core.AddAgentAsync("kefu001");
        var conversation = await Core.OpenAsync(customer);

        Assert.Equal(ErrorCode.NotFound, (await AppendAsync(stranger, "x", conversation.Id)).Error?.Code);
        Assert.Equal(ErrorCode.Forbidden, (await AppendAsync(agent, "x", conversation.Id)).Error?.Code);
        Assert.Equal(ErrorCode.NotFound, (await AppendAsync(agent, "x", "nowhere")).Error?.Code);
        Assert.Null(await Store.FindAsync(agent.Id, "x", default));

        await Core.AcceptAsync(agent, conversation.Id);
        Assert.Equal(2, (await AppendAsync(agent, "x", conversation.Id)).Value.Message.Seq);
    }

    [Fact]
    public async Task AppendAsync_NamingAClosedConversation_IsClosed()
    {
        var customer = await Core.AddCustomerAsync();
        var conversation = await Core.OpenAsync(customer);
        await Core.CloseAsync(customer, conversation.Id);
        Assert.Equal(ErrorCode.Closed, (await AppendAsync(customer, "m1", conversation.Id)).Error?.Code);
        Assert.Equal(conversation.LastSeq, (await Core.SeeAsync(conversation.Id)).LastSeq);
    }

    [Fact]
    public async Task AppendAsync_OfBothSides_NamesTheOtherSideAsRecipient()
    {
        var (customer, agent) = (await Core.AddCustomerAsync(), await Core.AddAgentAsync("kefu001"));
        var conversation = await Core.OpenAsync(customer, agent);
        var fromCustomer = (await AppendAsync(customer, "m1")).Value;
        var fromAgent = (await AppendAsync(agent, "m1", conversation.Id)).Value;

        Assert.Equal((agent.Id, agent.Id), (fromCustomer.Message.RecipientId, fromCustomer.AgentId));
        Assert.Equal((customer.Id, customer.Id), (fromAgent.Message.RecipientId, fromAgent.CustomerId));
    }

    [Fact]
    public async Task AppendAsync_LastClosedRecently_OpensTheSameAgain()
    {
        var customer = await Core.AddCustomerAsync();
        var conversation = await Core.OpenAsync(customer);
        var closed = await Core.CloseAsync(customer, conversation.Id);
        Core.Time.Advance(TimeSpan.FromMinutes(1));

        var reopened = (await AppendAsync(customer, "m1", reopenWithin: TimeSpan.FromMinutes(2))).Value;
        Assert.Equal((conversation.Id, 2), (reopened.Message.ConversationId, reopened.Message.Seq));
        Assert.Equal(ConversationStatus.Waiting, reopened.Opened!.Status);
        Assert.Null(reopened.Opened.ClosedAt);
        Assert.Null(reopened.Opened.ClosedBy);
        Assert.Null(reopened.Opened.CloseReason);
        Assert.Equal(Core.Time.GetUtcNow(), reopened.Opened.OpenedAt);
        Assert.True(reopened.Opened.Version > closed.Version);
    }

    [Fact]
    public async Task AppendAsync_LastClosedTooLongAgo_OpensANewOne()
    {
        var customer = await Core.AddCustomerAsync();
        var conversation = await Core.OpenAsync(customer);
        await Core.CloseAsync(customer, conversation.Id);
        Core.Time.Advance(TimeSpan.FromMinutes(3));

        var opened = (await AppendAsync(customer, "m1", reopenWithin: TimeSpan.FromMinutes(2))).Value;
        Assert.NotEqual(conversation.Id, opened.Message.ConversationId);
        Assert.Equal(1, opened.Message.Seq);
    }

    [Theory]
    [InlineData("客服您好，在吗？")]
    [InlineData("👩‍👩‍👧‍👦 🇨🇳")]
    [InlineData("  spaces \t and\r\nlines  ")]
    [InlineData("'; DROP TABLE messages; -- %_\\")]
    public async Task AppendAsync_AnyText_ComesBackUnitForUnit(string content)
    {
        var customer = await Core.AddCustomerAsync();
        var stored = (await AppendAsync(customer, "m1", content: content)).Value.Message;
        Assert.Equal(content, Assert.Single(await ReadAllAsync(stored.ConversationId)).Content);
        Assert.Equal(stored, await Store.FindAsync(customer.Id, "m1", default));
    }

    [Fact]
    public async Task AppendAsync_CallerGivesUpWaiting_IsStoredAtMostOnce()
    {
        var customer = await Core.AddCustomerAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.AppendAsync(New(customer, "m1"), _ => { }, new CancellationToken(canceled: true)));
        var again = (await AppendAsync(customer, "m1")).Value;
        Assert.Single(await ReadAllAsync(again.Message.ConversationId));
    }

    [Fact]
    public async Task FindAsync_UnknownClientId_IsNull()
    {
        var customer = await Core.AddCustomerAsync();
        Assert.Null(await Store.FindAsync(customer.Id, "never", default));
    }

    [Theory]
    [InlineData(null, null, 3, new long[] { 5, 6, 7 }, true)]
    [InlineData(null, null, 7, new long[] { 1, 2, 3, 4, 5, 6, 7 }, false)]
    [InlineData(0L, null, 2, new long[] { 1, 2 }, true)]
    [InlineData(5L, null, 2, new long[] { 6, 7 }, false)]
    [InlineData(7L, null, 2, new long[0], false)]
    [InlineData(long.MaxValue, null, 2, new long[0], false)]
    [InlineData(null, 3L, 2, new long[] { 1, 2 }, false)]
    [InlineData(null, 5L, 2, new long[] { 3, 4 }, true)]
    [InlineData(null, 1L, 2, new long[0], false)]
    [InlineData(null, 0L, 2, new long[0], false)]
    [InlineData(null, long.MaxValue, 1, new long[] { 7 }, true)]
    public async Task ReadAsync_OfSeven_IsThePartAskedForAndSaysWhetherThereIsMore(
        long? after, long? before, int limit, long[] seqs, bool hasMore)
    {
        var customer = await Core.AddCustomerAsync();
        var id = string.Empty;
        for (var n = 1; n <= 7; n++)
            id = (await AppendAsync(customer, "m" + n)).Value.Message.ConversationId;
        await AppendAsync(await Core.AddCustomerAsync(), "another's");

        var page = await Store.ReadAsync(id, new HistoryQuery(id, after, before, limit), default);
        Assert.Equal(id, page.ConversationId);
        Assert.Equal(seqs, page.Messages.Select(message => message.Seq));
        Assert.Equal(hasMore, page.HasMore);
    }

    private static IEnumerable<long> Seqs(int first, int count) => Enumerable.Range(first, count).Select(n => (long)n);

    private NewMessage New(Participant sender, string clientId, string? conversationId = null, string content = "text", TimeSpan? reopenWithin = null)
    {
        var now = Core.Time.GetUtcNow();
        return new NewMessage(new OutgoingMessage(sender, clientId, conversationId, content), now, reopenWithin is { } time ? now - time : null);
    }

    private Task<Result<AppendedMessage>> AppendAsync(
        Participant sender, string clientId, string? conversationId = null, string content = "text", TimeSpan? reopenWithin = null) =>
        Store.AppendAsync(New(sender, clientId, conversationId, content, reopenWithin), _ => { }, default);

    private async Task<IReadOnlyList<Message>> ReadAllAsync(string conversationId) =>
        (await Store.ReadAsync(conversationId, new HistoryQuery(conversationId, Limit: 100), default)).Messages;
}
