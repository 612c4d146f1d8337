using System.Globalization;
using KefuBlazor.Core.Tests.Storage.Contracts;
using KefuBlazor.Testing;

namespace KefuBlazor.Core.Tests.Storage.Redis;

/// <summary>A Redis for the tests of one class, emptied before each.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    public RedisServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    internal async Task<CoreHost> StartHostAsync()
    {
        await Server.RunAsync("FLUSHALL");
        var settings = RedisNode.Settings(Server);
        settings["Redis:CommandTimeout"] = "00:00:10"; // A machine that is busy is no Redis that is away.
        return (await RedisNode.StartHearingAsync(Server, settings)).Core;
    }
}

public sealed class RedisPresenceContractTests(RedisFixture redis) : PresenceContract, IClassFixture<RedisFixture>
{
    private protected override Task<CoreHost> StartHostAsync() => redis.StartHostAsync();
}

public sealed class RedisSignInCacheContractTests(RedisFixture redis) : SignInCacheContract, IClassFixture<RedisFixture>
{
    private protected override Task<CoreHost> StartHostAsync() => redis.StartHostAsync();
}

public sealed class RedisRateLimiterContractTests(RedisFixture redis) : RateLimiterContract, IClassFixture<RedisFixture>
{
    private protected override TimeSpan Window => TimeSpan.FromSeconds(1000);

    private protected override int ManySubjects => 1000;

    private protected override Task<CoreHost> StartHostAsync() => redis.StartHostAsync();

    /// <summary>Redis's clock is the machine's, so it is the buckets that are made older.</summary>
    private protected override Task PassAsync(TimeSpan time) => redis.Server.RunAsync(
        "EVAL",
        "for _, key in ipairs(redis.call('KEYS', 'kefu:rate:*')) do redis.call('HINCRBYFLOAT', key, 'at', -ARGV[1]) end",
        "0",
        time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
}
