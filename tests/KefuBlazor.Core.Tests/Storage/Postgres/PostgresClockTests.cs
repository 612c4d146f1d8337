using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Jobs;
using KefuBlazor.Core.Storage.Postgres;
using KefuBlazor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace KefuBlazor.Core.Tests.Storage.Postgres;

/// <summary>Nodes whose machines are wrong about the time of day, on one database.</summary>
public sealed class PostgresClockTests : IAsyncLifetime
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(15);

    private readonly SetClock _fastMachine = new(TimeSpan.FromHours(1));
    private readonly SetClock _slowMachine = new(TimeSpan.FromHours(-1));
    private Dictionary<string, string?> _settings = null!;
    private CoreHost _right = null!;
    private CoreHost _fast = null!;
    private CoreHost _slow = null!;

    private CoreHost[] Nodes => [_right, _fast, _slow];

    public async Task InitializeAsync()
    {
        _settings = await PostgresHosts.NewDatabaseAsync();
        _right = await CoreHost.StartOnMachineAsync(TimeProvider.System, _settings);
        _fast = await CoreHost.StartOnMachineAsync(_fastMachine, _settings);
        _slow = await CoreHost.StartOnMachineAsync(_slowMachine, _settings);
    }

    public async Task DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task TryHoldAsync_OnNodesOfEveryClock_HasOneHolder()
    {
        foreach (var holder in Nodes)
        {
            var name = "lease of " + Guid.NewGuid().ToString("N");
            Assert.True((await HoldAsync(holder, name)).Value);
            _fastMachine.Ahead = TimeSpan.FromHours(-2);
            foreach (var other in Nodes.Where(node => node != holder))
                Assert.False((await HoldAsync(other, name)).Value);
            _fastMachine.Ahead = TimeSpan.FromHours(1);
            Assert.True((await HoldAsync(holder, name)).Value);
        }
    }

    [Fact]
    public async Task SendAsync_OnNodesOfEveryClock_StoresTheDatabasesTimeAndQueuesInTheOrderOfArrival()
    {
        var conversations = new List<Conversation>();
        foreach (var node in Nodes.Concat(Nodes.Reverse()))
        {
            await AssertRightAsync(node);
            conversations.Add(await node.OpenAsync());
        }

        await using var context = await _right.OpenContextAsync();
        var queue = await context.Conversations.OrderBy(row => row.OpenedAt).ThenBy(row => row.Id).Select(row => row.Id).ToListAsync();
        Assert.Equal(conversations.Select(conversation => conversation.Id), queue);
        var now = await NowAsync();
        Assert.All(await context.Messages.Select(row => row.SentAt).ToListAsync(), at => Assert.InRange(at, now.AddSeconds(-30), now));
    }

    [Fact]
    public async Task GetUtcNow_MachineIsSetWhileTheNodeRuns_GoesOn()
    {
        foreach (var ahead in (double[])[-3600, 3600, 0, 86_400 * 365])
        {
            _fastMachine.Ahead = TimeSpan.FromSeconds(ahead);
            await AssertRightAsync(_fast);
        }
    }

    [Fact]
    public async Task DatabaseClock_MonotonicTimeThatRanWrong_IsMendedWhileTheNodeRuns()
    {
        var machine = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var node = await CoreHost.StartOnMachineAsync(machine, _settings);
        var clock = node.Get<DatabaseClock>();
        await clock.StartAsync(default);
        machine.Advance(DatabaseClock.AskedEvery); // which does not pass for the database
        await AdvanceUntilRightAsync(machine, node);
        await clock.StopAsync(default);
    }

    [Fact]
    public async Task DatabaseClock_WhileTheDatabaseIsAway_KeepsTheTimeAndAsksOn()
    {
        await using var server = await PostgresServer.StartAsync();
        var settings = PostgresHosts.Settings(server.ConnectionString(await server.CreateDatabaseAsync()));
        var machine = new FakeTimeProvider(DateTimeOffset.UtcNow.AddHours(1));
        await using var node = await CoreHost.StartOnMachineAsync(machine, settings);
        var (time, clock) = (node.Get<TimeProvider>(), node.Get<DatabaseClock>());
        await clock.StartAsync(default);
        await server.StopAsync(crash: true);
        var before = time.GetUtcNow();
        machine.Advance(DatabaseClock.AskedEvery);
        Assert.Equal(before + DatabaseClock.AskedEvery, time.GetUtcNow());
        Assert.False(clock.ExecuteTask!.IsCompleted);

        await server.StartAgainAsync();
        await AdvanceUntilRightAsync(machine, node);
        await clock.StopAsync(default);
    }

    private static Task<Result<bool>> HoldAsync(CoreHost node, string name) =>
        node.Get<ILeaseStore>().TryHoldAsync(name, node.Folder, LeaseTime, default);

    /// <summary>Lets the time come when the database is asked, again and again, until its answer counts.</summary>
    private static Task AdvanceUntilRightAsync(FakeTimeProvider machine, CoreHost node) => Eventually.HoldsAsync(
        () =>
        {
            var isRight = (node.Get<TimeProvider>().GetUtcNow() - DateTimeOffset.UtcNow).Duration() < TimeSpan.FromSeconds(5);
            if (!isRight)
                machine.Advance(DatabaseClock.AskedEvery);
            return Task.FromResult(isRight);
        },
        () => $"{node.Get<TimeProvider>().GetUtcNow():O}");

    private async Task AssertRightAsync(CoreHost node)
    {
        var before = await NowAsync();
        var said = node.Get<TimeProvider>().GetUtcNow();
        var after = await NowAsync();
        Assert.InRange(said, before.AddSeconds(-1), after.AddSeconds(1));
        Assert.NotSame(TimeProvider.System, node.Get<TimeProvider>());
    }

    private async Task<DateTimeOffset> NowAsync()
    {
        await using var command = _right.Get<NpgsqlDataSource>().CreateCommand("SELECT clock_timestamp()");
        return (DateTime)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A machine whose time of day is what somebody set it to; its monotonic time is right.</summary>
    private sealed class SetClock(TimeSpan ahead) : TimeProvider
    {
        public TimeSpan Ahead { get; set; } = ahead;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
