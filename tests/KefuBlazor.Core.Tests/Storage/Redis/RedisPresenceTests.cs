using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Presence;
using KefuBlazor.Testing;

namespace KefuBlazor.Core.Tests.Storage.Redis;

public sealed class RedisPresenceTests : IAsyncLifetime
{
    private static readonly Participant Agent = new(ParticipantType.Agent, "kefu001", "客服小王");
    private static readonly Participant Other = new(ParticipantType.Agent, "kefu002", "客服小李");
    private static readonly Participant Customer = new(ParticipantType.Customer, "customer_a", "访客");

    private RedisServer _redis = null!;
    private RedisNode _one = null!;
    private RedisNode _two = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _one = await RedisNode.StartHearingAsync(_redis);
        _two = await _one.StartSecondAsync(_redis);
    }

    public async Task DisposeAsync()
    {
        await _two.DisposeAsync();
        await _one.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task ConnectAsync_OnOneNode_IsSeenAndToldOnceOnTheOther()
    {
        using var told = _two.Core.Listen(PresenceChanged.Topic);
        await using var first = await ConnectAsync(_one, Agent);
        await using var second = await ConnectAsync(_one, Agent);
        var customer = await ConnectAsync(_one, Customer);
        await SeesAsync(_two, Agent.Id);
        await Eventually.HoldsAsync(async () => await Of(_two).IsCustomerPresentAsync(Customer.Id), () => "The customer is not seen.");
        await customer.DisposeAsync();
        await Eventually.HoldsAsync(async () => !await Of(_two).IsCustomerPresentAsync(Customer.Id), () => "The customer is still seen.");
        Assert.Equal([(Agent.Id, true), (Customer.Id, true), (Customer.Id, false)], Told(told));
    }

    [Fact]
    public async Task DisposeAsync_ConnectedToTheOtherNodeToo_IsStillPresentOnBoth()
    {
        var here = await ConnectAsync(_one, Agent);
        var there = await ConnectAsync(_two, Agent);
        await using var marker = await ConnectAsync(_two, Other);
        await SeesAsync(_one, Agent.Id, Other.Id);
        using var told = _one.Core.Listen(PresenceChanged.Topic);
        await here.DisposeAsync();
        Assert.Contains(Agent.Id, await Of(_one).PresentAgentsAsync());
        await there.DisposeAsync();
        await SeesAsync(_one, Other.Id);
        await SeesAsync(_two, Other.Id);
        Assert.Equal([(Agent.Id, false)], Told(told));
    }

    [Fact]
    public async Task PresentAgentsAsync_WordsLost_AreFoundInRedis()
    {
        await using var connection = await ConnectAsync(_one, Agent);
        await SeesAsync(_two, Agent.Id);
        await using var late = await RedisNode.StartAsync(_redis); // It was not there when it was said.
        await SeesAsync(late, Agent.Id);
    }

    [Fact]
    public async Task PresentAgentsAsync_NodeVanishes_IsWithoutItsAgentsWhenTheLeaseEnds()
    {
        await ConnectAsync(_one, Agent);
        await SeesAsync(_two, Agent.Id);
        using var told = _two.Core.Listen(PresenceChanged.Topic);
        await _one.VanishAsync();
        await SeesAsync(_two);
        Assert.Equal([(Agent.Id, false)], Told(told));
    }

    [Fact]
    public async Task StopAsync_NodeStops_IsGoneBeforeItsLeaseEnds()
    {
        await ConnectAsync(_one, Agent);
        await SeesAsync(_two, Agent.Id);
        await _one.StopAsync();
        Assert.Equal("0", await _redis.RunAsync("EXISTS", "kefu:node:" + _one.Id));
        await SeesAsync(_two);
    }

    [Fact]
    public async Task PresentAgentsAsync_RedisKilledAndBackEmpty_LosesNobodyMeanwhile()
    {
        await using var here = await ConnectAsync(_one, Agent);
        await using var there = await ConnectAsync(_two, Other);
        await SeesAsync(_one, Agent.Id, Other.Id);
        await SeesAsync(_two, Agent.Id, Other.Id);
        using var told = _two.Core.Listen(PresenceChanged.Topic);

        await _redis.KillAsync();
        await Eventually.HoldsAsync(() => Task.FromResult(!_two.Backplane.IsUp && !_one.Backplane.IsUp), () => "Nobody noticed.");
        await using var meanwhile = await ConnectAsync(_one, Customer);
        await SeesAsync(_two, Agent.Id, Other.Id);

        await _redis.StartAgainAsync();
        await Eventually.HoldsAsync(async () => await Of(_two).IsCustomerPresentAsync(Customer.Id), () => "What happened meanwhile is not seen.");
        await Eventually.HoldsAsync(async () => await _redis.RunAsync("SCARD", "kefu:nodes") == "2", () => "Not both nodes have come back.");
        await SeesAsync(_two, Agent.Id, Other.Id);
        Assert.DoesNotContain((Agent.Id, false), Told(told));
    }

    [Fact]
    public async Task PresentAgentsAsync_RedisEmptied_LosesNobody()
    {
        await using var here = await ConnectAsync(_one, Agent);
        await SeesAsync(_two, Agent.Id);
        using var told = _two.Core.Listen(PresenceChanged.Topic);
        await _redis.RunAsync("FLUSHALL");
        await Eventually.HoldsAsync(async () => await _redis.RunAsync("SCARD", "kefu:nodes") == "2", () => "Not both nodes have come back.");
        await SeesAsync(_two, Agent.Id);
        Assert.Empty(Told(told));
    }

    [Fact]
    public async Task Redis_Watched_HoldsNothingThatStays()
    {
        await using var here = await ConnectAsync(_one, Agent);
        await SeesAsync(_two, Agent.Id);
        await Eventually.HoldsAsync(async () => await _redis.RunAsync("HGETALL", "kefu:present:" + _one.Id) == "a:kefu001\n1", () => "It is not written.");
        foreach (var key in (await _redis.RunAsync("KEYS", "*")).Split('\n').Where(key => key != "kefu:nodes"))
            Assert.InRange(long.Parse(await _redis.RunAsync("PTTL", key), System.Globalization.CultureInfo.InvariantCulture), 1, 1500);
    }

    private static IPresence Of(RedisNode node) => node.Core.Get<IPresence>();

    private static async Task<IAsyncDisposable> ConnectAsync(RedisNode node, Participant who) => await Of(node).ConnectAsync(who);

    private static List<(string Id, bool Present)> Told(Heard heard) => [.. heard.Of<PresenceChanged>().Select(it => (it.Who.Id, it.Present))];

    private static async Task SeesAsync(RedisNode node, params string[] agents)
    {
        IReadOnlySet<string>? seen = null;
        await Eventually.HoldsAsync(
            async () => (seen = await Of(node).PresentAgentsAsync()).SetEquals(agents), () => "Present are: " + string.Join(' ', seen!));
    }
}
