using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Messages;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Tests.Messages;

public sealed class MessageServiceTests : IAsyncLifetime
{
    private CoreHost _core = null!;

    public async Task InitializeAsync() => _core = await CoreHost.StartAsync();

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task SendAsync_FirstMessage_OpensAWaitingConversation()
    {
        var customer = await _core.AddCustomerAsync();
        var message = await _core.SendAsync(customer, "m1");

        var conversation = await _core.Conversations.CurrentOfAsync(customer.Id);
        Assert.Equal(message.ConversationId, conversation!.Id);
        Assert.Equal(ConversationStatus.Waiting, conversation.Status);
        Assert.Equal(1, conversation.QueuePosition);
        Assert.Equal(1, conversation.LastSeq);
        Assert.Equal("hello", conversation.LastMessage!.Content);
    }

    [Fact]
    public async Task SendAsync_SameClientIdTwentyTimesAtOnce_IsOneRow()
    {
        var customer = await _core.AddCustomerAsync();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            _core.Messages.SendAsync(new OutgoingMessage(customer, "same", null, "text " + n))));

        Assert.Single(receipts, receipt => !receipt.Value.Duplicate);
        Assert.Single(receipts.Select(receipt => receipt.Value.Message.Id).Distinct());
        await using var context = await _core.OpenContextAsync();
        Assert.Equal(1, await context.Messages.CountAsync());
    }

    [Fact]
    public async Task SendAsync_FiftyFirstMessagesAtOnce_IsOneConversationWithSeqsOneToFifty()
    {
        await using var core = await CoreHost.StartAsync(new() { ["Limits:SendsPerTenSeconds"] = "0" });
        var customer = await core.AddCustomerAsync();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(n =>
            core.Messages.SendAsync(new OutgoingMessage(customer, "m" + n, null, "text"))));

        Assert.Single(receipts.Select(receipt => receipt.Value.Message.ConversationId).Distinct());
        Assert.Equal(Enumerable.Range(1, 50).Select(n => (long)n), receipts.Select(receipt => receipt.Value.Message.Seq).Order());
    }

    [Fact]
    public async Task SendAsync_AfterARestart_KnowsTheClientId()
    {
        var customer = await _core.AddCustomerAsync();
        var first = await _core.SendAsync(customer, "m1");

        await using var restarted = await _core.RestartAsync();
        var again = await restarted.Messages.SendAsync(new OutgoingMessage(customer, "m1", null, "other text"));
        Assert.True(again.Value.Duplicate);
        Assert.Equal(first, again.Value.Message);
    }

    [Fact]
    public async Task SendAsync_ManySenders_PublishesInRisingSeqPerConversation()
    {
        await using var core = await CoreHost.StartAsync(new() { ["Limits:SendsPerTenSeconds"] = "0" });
        var customer = await core.AddCustomerAsync();
        var heard = new List<long>();
        using var subscription = core.Get<IChatHub>().Subscribe(Audience.Customer(customer.Id), @event =>
        {
            if (@event is MessageAdded added)
                heard.Add(added.Message.Seq);
        });

        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(() => core.SendAsync(customer, "m" + n))));

        Assert.Equal(Enumerable.Range(1, 200).Select(n => (long)n), heard);
    }

    [Fact]
    public async Task SendAsync_AboveTheRate_IsRefusedWithAWaitButAKnownOneIsAnswered()
    {
        var customer = await _core.AddCustomerAsync();
        for (var n = 0; n < 20; n++)
            await _core.SendAsync(customer, "m" + n);

        var refused = await _core.Messages.SendAsync(new OutgoingMessage(customer, "m20", null, "text"));
        Assert.Equal(ErrorCode.RateLimited, refused.Error!.Code);
        Assert.InRange(refused.Error.RetryAfter!.Value, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));
        var known = await _core.Messages.SendAsync(new OutgoingMessage(customer, "m0", null, "text"));
        Assert.True(known.Value.Duplicate);

        _core.Time.Advance(refused.Error.RetryAfter.Value);
        await _core.SendAsync(customer, "m20");
    }

    [Theory]
    [InlineData("", "text")]
    [InlineData("id", "")]
    [InlineData("id", " \n\t ")]
    [InlineData("id", "a\0b")]
    public async Task SendAsync_WrongShape_IsABadRequest(string clientId, string content)
    {
        var customer = await _core.AddCustomerAsync();
        var refused = await _core.Messages.SendAsync(new OutgoingMessage(customer, clientId, null, content));
        Assert.Equal(ErrorCode.BadRequest, refused.Error!.Code);
        Assert.Null(await _core.Conversations.CurrentOfAsync(customer.Id));
    }

    [Fact]
    public async Task SendAsync_HalfASurrogatePair_IsABadRequest()
    {
        // Not an InlineData: attributes are UTF-8, which cannot hold it.
        var customer = await _core.AddCustomerAsync();
        var refused = await _core.Messages.SendAsync(new OutgoingMessage(customer, "id", null, "a\ud800b"));
        Assert.Equal(ErrorCode.BadRequest, refused.Error!.Code);
    }

    [Fact]
    public async Task SendAsync_IntoAnothersConversation_IsNotFound()
    {
        var (owner, stranger) = (await _core.AddCustomerAsync(), await _core.AddCustomerAsync());
        var message = await _core.SendAsync(owner, "m1");

        var refused = await _core.Messages.SendAsync(new OutgoingMessage(stranger, "x", message.ConversationId, "text"));
        var unknown = await _core.Messages.SendAsync(new OutgoingMessage(stranger, "y", "nowhere", "text"));
        Assert.Equal(ErrorCode.NotFound, refused.Error!.Code);
        Assert.Equal(unknown.Error, refused.Error);
    }

    [Fact]
    public async Task HistoryAsync_BothDirections_PagesWithoutGapOrOverlap()
    {
        await using var core = await CoreHost.StartAsync(new() { ["Limits:SendsPerTenSeconds"] = "0" });
        var customer = await core.AddCustomerAsync();
        for (var n = 1; n <= 7; n++)
            await core.SendAsync(customer, "m" + n, content: "text " + n);

        var newest = (await core.Messages.HistoryAsync(customer, new HistoryQuery(null, Limit: 3))).Value;
        Assert.Equal([5, 6, 7], newest.Messages.Select(message => message.Seq));
        Assert.True(newest.HasMore);
        var before = (await core.Messages.HistoryAsync(customer, new HistoryQuery(null, BeforeSeq: 5, Limit: 4))).Value;
        Assert.Equal([1, 2, 3, 4], before.Messages.Select(message => message.Seq));
        Assert.False(before.HasMore);
        var after = (await core.Messages.HistoryAsync(customer, new HistoryQuery(null, AfterSeq: 2, Limit: 2))).Value;
        Assert.Equal([3, 4], after.Messages.Select(message => message.Seq));
        Assert.True(after.HasMore);
    }
}
