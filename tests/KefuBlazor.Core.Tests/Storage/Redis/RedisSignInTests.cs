using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Storage.Redis;
using KefuBlazor.Testing;

namespace KefuBlazor.Core.Tests.Storage.Redis;

public sealed class RedisSignInTests : IAsyncLifetime
{
    private RedisServer _redis = null!;
    private RedisNode _one = null!;
    private RedisNode _two = null!;
    private IssuedSignIn _issued = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _one = await RedisNode.StartHearingAsync(_redis);
        _two = await _one.StartSecondAsync(_redis);
        await _one.Core.AddAgentAsync("kefu001");
        _issued = await Of(_one).IssueAsync("kefu001", SignInKind.Token);
        Assert.NotNull(await Of(_two).AuthenticateAsync(_issued.Token));
    }

    public async Task DisposeAsync()
    {
        await _two.DisposeAsync();
        await _one.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task EndAsync_OnOneNode_EndsItOnTheOtherWithoutAnybodyLooking()
    {
        await Of(_one).EndAsync(_issued.SignIn.Id);
        await Eventually.HoldsAsync(async () => !await IsLiveAsync(_two), () => "It lasts.");
    }

    [Fact]
    public async Task IsLiveAsync_EndedElsewhereAndTheWordLost_IsFoundInRedisWithinFiveSeconds()
    {
        await _one.Core.Get<ISignInStore>().EndAsync(_issued.SignIn.Id, _one.Core.Time.GetUtcNow(), default);
        await _one.Core.Get<RedisSignIns>().EndAsync(_issued.SignIn.Id);
        await OverWithinAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task IsLiveAsync_EndedElsewhereWhileRedisIsAway_IsFoundInItsRowWithinFiveSeconds()
    {
        await _redis.KillAsync();
        await AwayAsync();
        await Of(_one).EndAsync(_issued.SignIn.Id);
        Assert.False(await IsLiveAsync(_one));
        await OverWithinAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task IsLiveAsync_RedisKilledAndBackEmpty_StaysSignedInAndIsWrittenAgain()
    {
        await _redis.KillAsync();
        await AwayAsync();
        await ElapseAsync(TimeSpan.FromMinutes(5), look: true);
        await _redis.StartAgainAsync();
        await _two.HearsAsync();
        await ElapseAsync(TimeSpan.FromSeconds(40), look: true);
        await Eventually.HoldsAsync(
            async () => await _redis.RunAsync("EXISTS", "kefu:signin:" + _issued.SignIn.Id) == "1", () => "Redis does not know it again.");
    }

    [Fact]
    public async Task EndAsync_WhileRedisHangs_IsKnownToItWhenItGoesOn()
    {
        await _redis.FreezeAsync();
        await AwayAsync();
        await Of(_one).EndAsync(_issued.SignIn.Id);
        await _redis.ThawAsync();
        await Eventually.HoldsAsync(
            async () => await _redis.RunAsync("GET", "kefu:signin:" + _issued.SignIn.Id) == "ended", () => "Redis takes it for live.");
    }

    [Fact]
    public async Task SetAsync_ReadJustBeforeItEnded_DoesNotComeBackOnAnyNode()
    {
        var state = (await _two.Core.Get<ISignInStore>().FindAsync(_issued.SignIn.Id, default))!;
        await Of(_one).EndAsync(_issued.SignIn.Id);
        await using var three = await _one.StartSecondAsync(_redis);
        await three.Core.Get<ISignInCache>().SetAsync(state);
        Assert.Equal("ended", await _redis.RunAsync("GET", "kefu:signin:" + _issued.SignIn.Id));
        await Eventually.HoldsAsync(async () => await three.Core.Get<ISignInCache>().GetAsync(state.Id) is null, () => "It came back.");
    }

    [Fact]
    public async Task GetAsync_UsedOnTheOtherNode_IsTheLaterUse()
    {
        _one.Core.Time.Advance(TimeSpan.FromMinutes(3)); // One clock for both.
        var used = _one.Core.Time.GetUtcNow();
        await Of(_one).UseAsync(_issued.SignIn.Id);
        DateTimeOffset? seen = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                seen = (await _two.Core.Get<ISignInCache>().GetAsync(_issued.SignIn.Id))?.LastUsedAt;

                // It may have looked before the use was written, or a busy machine given up the write: both nodes look again as time goes on.
                Assert.True(await IsLiveAsync(_one));
                _one.Core.Time.Advance(RedisSignInCache.CheckedEvery);
                return seen == used;
            },
            () => $"The other node takes {seen:O} for the last use, which was at {used:O}.");
    }

    private static IAgentTokenService Of(RedisNode node) => node.Core.Get<IAgentTokenService>();

    private ValueTask<bool> IsLiveAsync(RedisNode node) => Of(node).IsLiveAsync(_issued.SignIn.Id);

    private Task AwayAsync() => Eventually.HoldsAsync(
        () => Task.FromResult(!_one.Connection.IsUp && !_two.Connection.IsUp), () => $"{_one.Connection.Current} {_two.Connection.Current}");

    /// <summary>Looks once a second of the fake clock, as the sweep of open connections does, with real time for what runs behind.</summary>
    private async Task OverWithinAsync(TimeSpan limit)
    {
        for (var passed = TimeSpan.Zero; passed < limit; passed += TimeSpan.FromSeconds(1))
        {
            if (!await IsLiveAsync(_two))
                return;
            await Task.Yield();
            _two.Core.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(await IsLiveAsync(_two), $"It lasts after {limit}.");
    }

    private async Task ElapseAsync(TimeSpan time, bool look)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(5))
        {
            _two.Core.Time.Advance(TimeSpan.FromSeconds(5));
            Assert.True(!look || await IsLiveAsync(_two), $"Signed out after {passed}.");
        }
    }
}
