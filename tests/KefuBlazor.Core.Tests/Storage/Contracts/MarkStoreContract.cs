using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

/// <summary>How marks move: only forward, never past the newest message, and what is read is delivered.</summary>
public abstract class MarkStoreContract : StoreContract
{
    private IMarkStore Store => Core.Get<IMarkStore>();

    [Fact]
    public async Task MoveAsync_Read_MovesDeliveredToo()
    {
        var (customer, _, id) = await FiveMessagesAsync();
        Assert.Equal(3, await MoveAsync(customer, id, MarkKind.Read, 3));
        var after = await Core.SeeAsync(id);
        Assert.Equal((new Marks(3, 0), new Marks(3, 0)), (after.Delivered, after.Read));
    }

    [Fact]
    public async Task MoveAsync_Delivered_LeavesReadWhereItIs()
    {
        var (customer, _, id) = await FiveMessagesAsync();
        Assert.Equal(4, await MoveAsync(customer, id, MarkKind.Delivered, 4));
        Assert.Equal(2, await MoveAsync(customer, id, MarkKind.Read, 2));
        var after = await Core.SeeAsync(id);
        Assert.Equal((new Marks(4, 0), new Marks(2, 0)), (after.Delivered, after.Read));
    }

    [Fact]
    public async Task MoveAsync_BackOrAgain_StaysAndTellsNobody()
    {
        var (customer, _, id) = await FiveMessagesAsync();
        await MoveAsync(customer, id, MarkKind.Read, 3);
        foreach (var seq in new long[] { 1, 2, 3 })
        {
            var moved = await Store.MoveAsync(new MarkMove(customer, id, MarkKind.Read, seq), _ => Assert.Fail("told"), default);
            Assert.Equal(0, moved.Value.Seq);
        }

        Assert.Equal(new Marks(3, 0), (await Core.SeeAsync(id)).Read);
    }

    [Fact]
    public async Task MoveAsync_PastTheNewest_CountsAsTheNewest()
    {
        var (customer, agent, id) = await FiveMessagesAsync();
        Assert.Equal(5, await MoveAsync(customer, id, MarkKind.Read, long.MaxValue));
        Assert.Equal(5, await MoveAsync(agent, id, MarkKind.Delivered, 6));
        var after = await Core.SeeAsync(id);
        Assert.Equal((new Marks(5, 5), new Marks(5, 0)), (after.Delivered, after.Read));
    }

    [Fact]
    public async Task MoveAsync_ByTheAgent_MovesTheirsAndEmptiesUnread()
    {
        var (_, agent, id) = await FiveMessagesAsync();
        Assert.Equal(5, (await Core.SeeAsync(id)).Unread);
        await MoveAsync(agent, id, MarkKind.Read, 4);
        var after = await Core.SeeAsync(id);
        Assert.Equal((new Marks(0, 4), new Marks(0, 4), 1), (after.Delivered, after.Read, after.Unread));
    }

    [Fact]
    public async Task MoveAsync_ManyAtOnce_EndsAtTheHighestAndIsToldRising()
    {
        var (customer, _, id) = await FiveMessagesAsync();
        var told = new List<long>();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(() => Store.MoveAsync(
            new MarkMove(customer, id, MarkKind.Read, (n % 5) + 1), moved => told.Add(moved.Seq), default))));

        Assert.Equal(new Marks(5, 0), (await Core.SeeAsync(id)).Read);
        Assert.Equal(told.Distinct().Order(), told);
        Assert.Equal(5, told[^1]);
    }

    [Fact]
    public async Task MoveAsync_MessagesAndMarks_LeaveTheVersionAsItIs()
    {
        var (customer, agent, id) = await FiveMessagesAsync();
        var version = (await Core.SeeAsync(id)).Version;
        await MoveAsync(customer, id, MarkKind.Read, 5);
        await MoveAsync(agent, id, MarkKind.Delivered, 5);
        await Core.SendAsync(agent, "a1", id);
        Assert.Equal(version, (await Core.SeeAsync(id)).Version);
    }

    [Fact]
    public async Task MoveAsync_ManyCallersAtOnce_GivesEachTheirRight()
    {
        var (customer, agent, id) = await FiveMessagesAsync();
        var (stranger, otherAgent) = (await Core.AddCustomerAsync(), await Core.AddAgentAsync("kefu002"));
        var waiting = await Core.OpenAsync(stranger);
        var served = await Core.OpenAsync(await Core.AddCustomerAsync(), otherAgent);
        await Core.CloseAsync(otherAgent, served.Id);

        // All at once, so that a store which groups them decides of each alone.
        async Task<ErrorCode?> TryAsync(Participant caller, string conversationId) =>
            (await Store.MoveAsync(new MarkMove(caller, conversationId, MarkKind.Read, 1), _ => { }, default)).Error?.Code;
        var outcomes = await Task.WhenAll(
            TryAsync(customer, id),
            TryAsync(agent, id),
            TryAsync(stranger, id),
            TryAsync(otherAgent, id),
            TryAsync(agent, waiting.Id),
            TryAsync(agent, served.Id),
            TryAsync(otherAgent, served.Id),
            TryAsync(agent, "none"));

        Assert.Equal(
            [
                null, null, ErrorCode.NotFound, ErrorCode.NotFound, ErrorCode.Forbidden, ErrorCode.NotFound, null, ErrorCode.NotFound,
            ],
            outcomes);
        Assert.Equal(new Marks(1, 1), (await Core.SeeAsync(id)).Read);
    }

    private async Task<(Participant Customer, Participant Agent, string Id)> FiveMessagesAsync()
    {
        var (customer, agent) = (await Core.AddCustomerAsync(), await Core.AddAgentAsync("kefu001"));
        var conversation = await Core.OpenAsync(customer, agent);
        for (var n = 2; n <= 5; n++)
            await Core.SendAsync(customer, "m" + n);
        return (customer, agent, conversation.Id);
    }

    private async Task<long> MoveAsync(Participant caller, string id, MarkKind kind, long seq) =>
        (await Store.MoveAsync(new MarkMove(caller, id, kind, seq), _ => { }, default)).Value.Seq;
}
