using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Storage.Redis;
using KefuBlazor.Testing;
using Microsoft.Extensions.Hosting;

namespace KefuBlazor.Core.Tests.Storage.Redis;

/// <summary>One node of several: a Core that speaks to Redis, with beats fast enough for tests.</summary>
internal sealed class RedisNode : IAsyncDisposable
{
    private readonly List<IHostedService> _running = [];

    private RedisNode(CoreHost core) => Core = core;

    public CoreHost Core { get; }

    /// <summary>What it calls itself in Redis.</summary>
    public string Id => Core.Get<NodeId>().Value;

    public IBackplane Backplane => Core.Get<IBackplane>();

    public RedisConnection Connection => Core.Get<RedisConnection>();

    public static Dictionary<string, string?> Settings(RedisServer redis) => new(Scenarios.Unlimited)
    {
        ["ConnectionStrings:Redis"] = redis.ConnectionString,
        ["Redis:BeatEvery"] = "00:00:00.2",
        ["Redis:BreakFor"] = "00:00:00.2",
        ["Redis:LeaseTime"] = "00:00:01.5",
    };

    /// <summary>Starts a node on a database of its own, and does not wait for Redis.</summary>
    public static async Task<RedisNode> StartAsync(RedisServer redis, Dictionary<string, string?>? settings = null) =>
        await RunAsync(await CoreHost.StartAsync(settings ?? Settings(redis)));

    /// <summary>Starts a node that hears the others.</summary>
    public static async Task<RedisNode> StartHearingAsync(RedisServer redis, Dictionary<string, string?>? settings = null)
    {
        var node = await StartAsync(redis, settings);
        await node.HearsAsync();
        return node;
    }

    /// <summary>Starts another node on the same database that hears the others.</summary>
    public async Task<RedisNode> StartSecondAsync(RedisServer redis, Dictionary<string, string?>? settings = null)
    {
        var node = await RunAsync(await Core.RestartAsync(settings ?? Settings(redis)));
        await node.HearsAsync();
        return node;
    }

    /// <summary>Waits until it hears its own words, and so those of others.</summary>
    public Task HearsAsync(TimeSpan? within = null) =>
        Eventually.HoldsAsync(() => Task.FromResult(Backplane.IsUp), () => $"It hears nothing. {Connection.Current}", within);

    /// <summary>Lets it vanish as if killed: it says no good-bye.</summary>
    public async Task VanishAsync()
    {
        foreach (var service in _running.OfType<BackgroundService>())
        {
            service.Dispose(); // Cancels its loop, and has it clean nothing up.
            await (service.ExecuteTask ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _running.Clear();
    }

    /// <summary>Stops it as a host does.</summary>
    public async Task StopAsync()
    {
        foreach (var service in Enumerable.Reverse(_running))
            await service.StopAsync(CancellationToken.None);
        _running.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Core.DisposeAsync();
    }

    private static async Task<RedisNode> RunAsync(CoreHost core)
    {
        var node = new RedisNode(core);
        foreach (var service in core.Get<IEnumerable<IHostedService>>().Where(it => it.GetType().Namespace == typeof(RedisConnection).Namespace))
        {
            await service.StartAsync(CancellationToken.None);
            node._running.Add(service);
        }

        return node;
    }
}
