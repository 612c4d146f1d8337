using System.Diagnostics;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Limits;
using KefuBlazor.Core.Presence;
using KefuBlazor.Core.Storage;
using KefuBlazor.Testing;

namespace KefuBlazor.Core.Tests.Storage.Redis;

public sealed class RedisFaultTests
{
    private static readonly Participant Agent = new(ParticipantType.Agent, "kefu001", "客服小王");
    private static readonly RateKey Bucket = new("new_visitor", "127.0.0.1");

    [Fact]
    public async Task Start_WithoutRedis_WorksAndHealsInTenSeconds()
    {
        await using var redis = RedisServer.NotStarted();
        await using var node = await RedisNode.StartAsync(redis);
        await WorksAsync(node);
        Assert.False(node.Core.Get<IRedisHealth>().Current.Connected);
        await redis.StartAgainAsync();
        await node.HearsAsync(TimeSpan.FromSeconds(10));
        await WorksAsync(node);
        var health = node.Core.Get<IRedisHealth>().Current;
        Assert.True(health is { Configured: true, Connected: true, LastError: null }, health.ToString());
    }

    [Fact]
    public async Task Calls_WhileRedisHangs_TakeLessThanASecondEach()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var node = await RedisNode.StartHearingAsync(redis);
        await redis.FreezeAsync();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(5))
            await WorksAsync(node);
        Assert.False(node.Connection.IsUp);
        Assert.False(node.Backplane.IsUp);
        await redis.ThawAsync();
        await node.HearsAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task UpChanged_KilledAndBack_IsToldOnceEach()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var node = await RedisNode.StartHearingAsync(redis);
        var told = new List<bool>();
        node.Connection.UpChanged += told.Add;
        await redis.KillAsync();
        await Eventually.HoldsAsync(() => Task.FromResult(!node.Connection.IsUp), () => "It is still taken for up.");
        await redis.StartAgainAsync();
        await node.HearsAsync(TimeSpan.FromSeconds(10));
        Assert.Equal([false, true], told);
    }

    [Fact]
    public async Task TakeAsync_RedisAway_CountsHere()
    {
        await using var redis = RedisServer.NotStarted();
        await using var node = await RedisNode.StartAsync(redis);
        var limiter = node.Core.Get<IRateLimiter>();
        Assert.True((await limiter.TakeAsync(Bucket, 1, TimeSpan.FromMinutes(1))).Allowed);
        Assert.False((await limiter.TakeAsync(Bucket, 1, TimeSpan.FromMinutes(1))).Allowed);
    }

    [Fact]
    public async Task TakeAsync_TwoNodes_CountTogether()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await RedisNode.StartHearingAsync(redis);
        await using var two = await one.StartSecondAsync(redis);
        Assert.True((await one.Core.Get<IRateLimiter>().TakeAsync(Bucket, 2, TimeSpan.FromHours(1))).Allowed);
        Assert.True((await two.Core.Get<IRateLimiter>().TakeAsync(Bucket, 2, TimeSpan.FromHours(1))).Allowed);
        Assert.False((await one.Core.Get<IRateLimiter>().TakeAsync(Bucket, 2, TimeSpan.FromHours(1))).Allowed);
        Assert.False((await two.Core.Get<IRateLimiter>().TakeAsync(Bucket, 2, TimeSpan.FromHours(1))).Allowed);
    }

    [Theory]
    [InlineData("127.0.0.1:6379,secret=hunter2")]
    [InlineData("127.0.0.1:6379,ssl=perhaps,password=hunter2")]
    public async Task AddKefuCore_ConnectionStringThatCannotBeRead_SaysSoWithoutIt(string connectionString)
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:Redis"] = connectionString };
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => CoreHost.StartAsync(settings));
        Assert.Contains("ConnectionStrings:Redis", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddKefuCore_NoConnectionString_SaysThereIsNone()
    {
        await using var core = await CoreHost.StartAsync();
        Assert.Equal(RedisHealth.None, core.Get<IRedisHealth>().Current);
    }

    /// <summary>All that touches Redis, each in less than a second, and right.</summary>
    private static async Task WorksAsync(RedisNode node)
    {
        await TimedAsync("send", async () => await node.Core.OpenAsync());
        await TimedAsync("presence", async () =>
        {
            await using (await node.Core.Get<IPresence>().ConnectAsync(Agent))
                Assert.Equal([Agent.Id], await node.Core.Get<IPresence>().PresentAgentsAsync());
            Assert.Empty(await node.Core.Get<IPresence>().PresentAgentsAsync());
        });
        var signIns = node.Core.Get<IAgentTokenService>();
        await node.Core.Get<IAgentService>().SaveAsync(Agent.Id, Agent.Name);
        IssuedSignIn issued = null!;
        await TimedAsync("issue", async () => issued = await signIns.IssueAsync(Agent.Id, SignInKind.Token));
        await TimedAsync("authenticate", async () => Assert.NotNull(await signIns.AuthenticateAsync(issued.Token)));
        node.Core.Time.Advance(TimeSpan.FromMinutes(1));
        await TimedAsync("is live", async () => Assert.True(await signIns.IsLiveAsync(issued.SignIn.Id)));
        await TimedAsync("end", async () => await signIns.EndAsync(issued.SignIn.Id));
        Assert.False(await signIns.IsLiveAsync(issued.SignIn.Id));
        await TimedAsync("limit", async () =>
            Assert.True((await node.Core.Get<IRateLimiter>().TakeAsync(Bucket, 1_000_000, TimeSpan.FromMinutes(1))).Allowed));
    }

    private static async Task TimedAsync(string what, Func<Task> call)
    {
        var watch = Stopwatch.StartNew();
        await call();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"{what} took {watch.Elapsed}.");
    }
}
