using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Jobs;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Ratings;
using KefuBlazor.Testing;

namespace KefuBlazor.Core.Tests.Storage.Redis;

/// <summary>What another node does to a conversation reaches its customer on this one.</summary>
public sealed class RedisLifeTests : IAsyncLifetime
{
    private static readonly TimeSpan Warn = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Close = TimeSpan.FromMinutes(5);

    private RedisServer _redis = null!;
    private RedisNode _customers = null!;
    private RedisNode _other = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        var settings = RedisNode.Settings(_redis);
        settings["Conversations:IdleWarningAfter"] = Warn.ToString();
        settings["Conversations:IdleCloseAfter"] = Close.ToString();
        _customers = await RedisNode.StartHearingAsync(_redis, settings);
        _other = await _customers.StartSecondAsync(_redis, settings);
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _customers.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task LookAsync_OnTheNodeWithTheLease_WarnsAndClosesForTheCustomerOfTheOther()
    {
        var core = _customers.Core;
        var customer = await core.AddCustomerAsync();
        var agent = await core.AddAgentAsync("kefu001");
        var id = (await core.OpenAsync(customer, agent)).Id;
        await core.SendAsync(agent, "answer", id);
        using var heard = core.Listen(Audience.Customer(customer.Id));

        await LookAfterAsync(Warn);
        await Eventually.HoldsAsync(
            () => Task.FromResult(heard.Of<MessageAdded>().Any(added => added.Message.Code == IdleService.WarningCode)), () => "The warning did not come.");
        await LookAfterAsync(Close);
        await Eventually.HoldsAsync(
            () => Task.FromResult(heard.Of<ConversationChanged>().Any(changed => changed.Conversation.CloseReason == CloseReasons.Idle)),
            () => "The close did not come.");
    }

    [Fact]
    public async Task RateAsync_OnTheCustomersNode_IsToldToTheAgentOnTheOther()
    {
        var core = _customers.Core;
        var customer = await core.AddCustomerAsync();
        var agent = await core.AddAgentAsync("kefu001");
        var id = (await core.OpenAsync(customer, agent)).Id;
        await core.CloseAsync(agent, id);
        using var heard = _other.Core.Listen(Audience.Agent(agent.Id));

        var rating = new Rating(5, "好");
        Assert.True((await core.Get<IRatingService>().RateAsync(customer, id, rating)).Succeeded);
        await Eventually.HoldsAsync(
            () => Task.FromResult(heard.Of<ConversationChanged>().Any(changed => changed.Conversation.Rating == rating)), () => "The rating did not come.");
    }

    private async Task LookAfterAsync(TimeSpan time)
    {
        _customers.Core.Time.Advance(time);
        await _other.Core.Get<JobLease>().AskAsync(default);
        await _other.Core.Get<IdleService>().LookAsync(default);
    }
}
