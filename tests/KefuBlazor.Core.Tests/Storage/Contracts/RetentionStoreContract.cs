using KefuBlazor.Core.Retention;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

public abstract class RetentionStoreContract : StoreContract
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private IRetentionService Retention => Core.Get<IRetentionService>();

    [Fact]
    public async Task PurgeAsync_ClosedLongEnoughAgo_RemovesTheWholeConversationAndNothingElse()
    {
        var old = await Core.AddCustomerAsync();
        var agent = await Core.AddAgentAsync("kefu001");
        var due = await Core.OpenAsync(old, agent);
        await Core.SendAsync(agent, "answer", due.Id);
        await Core.CloseAsync(agent, due.Id);
        Core.Time.Advance(TimeSpan.FromSeconds(1));
        var young = await Core.OpenAsync(await Core.AddCustomerAsync(), agent);
        await Core.CloseAsync(agent, young.Id);
        var open = await Core.OpenAsync();
        Core.Time.Advance(Kept);

        var report = await Retention.PurgeAsync(dryRun: false);

        Assert.Equal((1, 2), (report.Conversations, report.Messages));
        await using var context = await Core.OpenContextAsync();
        var left = new[] { young.Id, open.Id }.Order();
        Assert.Equal(left, (await context.Conversations.Select(row => row.Id).ToListAsync()).Order());
        Assert.Equal(left, (await context.Messages.Select(row => row.ConversationId).Distinct().ToListAsync()).Order());
        Assert.Equal(left, (await context.ConversationEvents.Select(row => row.ConversationId).Distinct().ToListAsync()).Order());
    }

    [Fact]
    public async Task PurgeAsync_DryRun_CountsTheSameAndRemovesNothing()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        for (var n = 0; n < 3; n++)
        {
            var conversation = await Core.OpenAsync(await Core.AddCustomerAsync(), agent);
            await Core.CloseAsync(agent, conversation.Id);
        }

        Core.Time.Advance(Kept + TimeSpan.FromSeconds(1));
        var counted = await Retention.PurgeAsync(dryRun: true);
        Assert.Equal((3, 3), (counted.Conversations, counted.Messages));
        Assert.Equal(counted, await Retention.PurgeAsync(dryRun: false));
        Assert.Equal(0, (await Retention.PurgeAsync(dryRun: true)).Conversations);
    }

    [Fact]
    public async Task PurgeAsync_Reopened_StaysHoweverOldItsCloseWas()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        var conversation = await Core.OpenAsync(await Core.AddCustomerAsync(), agent);
        await Core.CloseAsync(agent, conversation.Id);
        Core.Time.Advance(Kept);
        Assert.True((await Core.Conversations.ReopenAsync(agent, conversation.Id)).Succeeded);
        Core.Time.Advance(Kept);

        Assert.Equal(0, (await Retention.PurgeAsync(dryRun: false)).Conversations);
        await Core.SeeAsync(conversation.Id);
    }
}
