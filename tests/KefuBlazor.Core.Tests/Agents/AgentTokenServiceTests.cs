using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Hub;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Tests.Agents;

public sealed class AgentTokenServiceTests : IAsyncLifetime
{
    private CoreHost _core = null!;

    private IAgentTokenService Tokens => _core.Get<IAgentTokenService>();

    public async Task InitializeAsync()
    {
        _core = await CoreHost.StartAsync();
        await _core.AddAgentAsync("kefu001");
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task AuthenticateAsync_IssuedToken_IsItsSignIn()
    {
        var issued = await IssueAsync();
        var signIn = await Tokens.AuthenticateAsync(issued.Token);
        Assert.Equal(("kefu001", issued.SignIn.Id), (signIn!.AgentId, signIn.Id));
        Assert.NotEqual(issued.Token, signIn.Id);
    }

    [Fact]
    public async Task AuthenticateAsync_AnyCharacterChanged_IsNobody()
    {
        var token = (await IssueAsync()).Token;
        for (var index = 0; index < token.Length; index++)
        {
            var changed = token.ToCharArray();
            changed[index] ^= (char)1;
            Assert.Null(await Tokens.AuthenticateAsync(new string(changed)));
        }

        Assert.Null(await Tokens.AuthenticateAsync((await IssueAsync()).SignIn.Id)); // the id is no secret
    }

    [Fact]
    public async Task UseAsync_WithinTheHourAgainAndAgain_SlidesToTheAbsoluteDayAndNoFurther()
    {
        var issued = await IssueAsync();
        for (var minutes = 59; minutes < 24 * 60; minutes += 59)
        {
            _core.Time.Advance(TimeSpan.FromMinutes(59));
            Assert.NotNull(await Tokens.UseAsync(issued.SignIn.Id));
        }

        Assert.Equal(_core.Time.Start + TimeSpan.FromDays(1), (await Tokens.UseAsync(issued.SignIn.Id))!.ExpiresAt);
        _core.Time.SetUtcNow(_core.Time.Start + TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await Tokens.UseAsync(issued.SignIn.Id));
        _core.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await Tokens.UseAsync(issued.SignIn.Id));
    }

    [Fact]
    public async Task UseAsync_AnHourUnused_IsOverForGood()
    {
        var issued = await IssueAsync();
        _core.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        Assert.True(await Tokens.IsLiveAsync(issued.SignIn.Id));
        _core.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(await Tokens.IsLiveAsync(issued.SignIn.Id));
        Assert.Null(await Tokens.AuthenticateAsync(issued.Token));
    }

    [Fact]
    public async Task IsLiveAsync_Asked_CountsAsNoUse()
    {
        var issued = await IssueAsync();
        for (var n = 0; n < 59; n++)
        {
            _core.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.True(await Tokens.IsLiveAsync(issued.SignIn.Id));
        }

        _core.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await Tokens.IsLiveAsync(issued.SignIn.Id));
    }

    [Theory]
    [InlineData(SignInKind.Browser, 24)]
    [InlineData(SignInKind.RememberedBrowser, 24 * 30)]
    public async Task UseAsync_Browsers_LastWithoutUseToTheirAbsoluteEnd(SignInKind kind, int hours)
    {
        var issued = await IssueAsync(kind);
        Assert.Equal(_core.Time.Start + TimeSpan.FromHours(hours), issued.SignIn.ExpiresAt);
        _core.Time.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await Tokens.UseAsync(issued.SignIn.Id));
        _core.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await Tokens.UseAsync(issued.SignIn.Id));
    }

    [Fact]
    public async Task UseAsync_NoAbsoluteLifetime_LastsAsLongAsItIsUsed()
    {
        await using var core = await CoreHost.StartAsync(new() { ["Tokens:AbsoluteLifetime"] = "00:00:00" });
        await core.AddAgentAsync("kefu001");
        var tokens = core.Get<IAgentTokenService>();
        var issued = await tokens.IssueAsync("kefu001", SignInKind.Token);
        for (var n = 0; n < 100; n++)
        {
            core.Time.Advance(TimeSpan.FromMinutes(59));
            Assert.NotNull(await tokens.UseAsync(issued.SignIn.Id));
        }

        core.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null(await tokens.UseAsync(issued.SignIn.Id));
    }

    [Fact]
    public async Task EndAsync_OneOfTwo_IsToldAndTheOtherLasts()
    {
        var (ended, other) = (await IssueAsync(), await IssueAsync());
        using var heard = _core.Listen(SignInEnded.TopicOf(ended.SignIn.Id));
        using var unrelated = _core.Listen(SignInEnded.TopicOf(other.SignIn.Id));
        await Tokens.EndAsync(ended.SignIn.Id);

        Assert.Null(await Tokens.AuthenticateAsync(ended.Token));
        Assert.NotNull(await Tokens.AuthenticateAsync(other.Token));
        Assert.Equal([new SignInEnded(ended.SignIn.Id)], heard.Of<SignInEnded>());
        Assert.Empty(unrelated.Of<SignInEnded>());
    }

    [Fact]
    public async Task EndAsync_AmongManyUses_StaysEnded()
    {
        for (var round = 0; round < 10; round++)
        {
            var issued = await IssueAsync();
            var uses = Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await Tokens.UseAsync(issued.SignIn.Id))).ToList();
            var end = Task.Run(() => Tokens.EndAsync(issued.SignIn.Id));
            await Task.WhenAll(uses.Append(end));
            Assert.Null(await Tokens.UseAsync(issued.SignIn.Id));
            Assert.False(await Tokens.IsLiveAsync(issued.SignIn.Id));
        }
    }

    [Fact]
    public async Task UseAsync_EndedBetweenItsReadAndItsWrite_StaysEnded()
    {
        var cache = new InterruptedCache(_core.Get<ISignInCache>());
        var tokens = new AgentTokenService(
            _core.Get<ISignInStore>(), cache, _core.Get<IChatHub>(), Options.Create(new AgentTokenOptions()), _core.Time,
            NullLogger<AgentTokenService>.Instance);
        var issued = await tokens.IssueAsync("kefu001", SignInKind.Token, default);
        cache.BeforeSet = () => tokens.EndAsync(issued.SignIn.Id, default);
        await tokens.UseAsync(issued.SignIn.Id, default);
        Assert.Null(cache.BeforeSet);
        Assert.Null(await tokens.UseAsync(issued.SignIn.Id, default));
    }

    [Fact]
    public async Task UseAsync_AfterARestart_LastsWhatIsLeftOfItsHour()
    {
        var issued = await IssueAsync();
        _core.Time.Advance(TimeSpan.FromMinutes(30));
        await Tokens.UseAsync(issued.SignIn.Id);

        await using var restarted = await _core.RestartAsync();
        var tokens = restarted.Get<IAgentTokenService>();
        _core.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(await tokens.AuthenticateAsync(issued.Token));
    }

    [Fact]
    public async Task UseAsync_EndedBeforeARestart_StaysEnded()
    {
        var issued = await IssueAsync();
        await Tokens.EndAsync(issued.SignIn.Id);
        await using var restarted = await _core.RestartAsync();
        Assert.Null(await restarted.Get<IAgentTokenService>().AuthenticateAsync(issued.Token));
    }

    [Fact]
    public async Task UseAsync_UsedAllTheTime_WritesTheRowAtMostEveryFiveMinutes()
    {
        var issued = await IssueAsync();
        _core.Time.Advance(TimeSpan.FromMinutes(3) + TimeSpan.FromSeconds(7));
        var written = new List<DateTimeOffset> { await LastUsedAsync(issued) };
        for (var n = 0; n < 400; n++)
        {
            await Tokens.UseAsync(issued.SignIn.Id);
            var row = await LastUsedAsync(issued);
            if (row != written[^1])
                written.Add(row);
            Assert.True(_core.Time.GetUtcNow() - row < TimeSpan.FromMinutes(5), $"At {_core.Time.GetUtcNow():T} the row says {row:T}.");
            _core.Time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.InRange(written.Count, 5, 8);
        Assert.All(written.Zip(written.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task UseAsync_ShortPauses_NeverWriteTwiceWithinFiveMinutes()
    {
        var issued = await IssueAsync();
        var written = new List<DateTimeOffset> { await LastUsedAsync(issued) };
        foreach (var seconds in new[] { 299, 2, 298, 1, 299, 2, 600, 1, 299, 1, 60 })
        {
            _core.Time.Advance(TimeSpan.FromSeconds(seconds));
            await Tokens.UseAsync(issued.SignIn.Id);
            var row = await LastUsedAsync(issued);
            if (row != written[^1])
                written.Add(row);
        }

        Assert.All(written.Zip(written.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromMinutes(5), $"{pair.First:T} and {pair.Second:T}"));
    }

    private Task<IssuedSignIn> IssueAsync(SignInKind kind = SignInKind.Token) => Tokens.IssueAsync("kefu001", kind);

    private async Task<DateTimeOffset> LastUsedAsync(IssuedSignIn issued)
    {
        await using var context = await _core.OpenContextAsync();
        return await context.SignIns.Where(row => row.Id == issued.SignIn.Id).Select(row => row.LastUsedAt).SingleAsync();
    }

    /// <summary>Lets something happen just before a sign-in is written.</summary>
    private sealed class InterruptedCache(ISignInCache inner) : ISignInCache
    {
        public Func<Task>? BeforeSet { get; set; }

        public ValueTask<SignInState?> GetAsync(string id) => inner.GetAsync(id);

        public async ValueTask SetAsync(SignInState signIn)
        {
            var before = BeforeSet;
            BeforeSet = null;
            if (before is not null)
                await before();
            await inner.SetAsync(signIn);
        }

        public ValueTask RemoveAsync(string id) => inner.RemoveAsync(id);
    }
}
