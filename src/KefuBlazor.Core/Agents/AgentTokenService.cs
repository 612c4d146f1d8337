using KefuBlazor.Core.Hub;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Agents;

/// <summary>
/// A sign-in is known by the hash of its secret. The row is the truth; the working copy is what requests ask, and the row's last use is
/// written now and then only, so that use costs no write.
/// </summary>
internal sealed partial class AgentTokenService(
    ISignInStore store, ISignInCache cache, IChatHub hub, IOptions<AgentTokenOptions> options, TimeProvider time, ILogger<AgentTokenService> logger)
    : IAgentTokenService
{
    private static readonly TimeSpan IdleLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan RememberedLifetime = TimeSpan.FromDays(30);
    private static readonly TimeSpan LastUseWrittenEvery = TimeSpan.FromMinutes(5);

    public async Task<IssuedSignIn> IssueAsync(string agentId, SignInKind kind, CancellationToken cancellationToken)
    {
        var token = SecretToken.Create();
        var now = time.GetUtcNow();
        var state = new SignInState(SecretToken.Hash(token), agentId, kind, now, now);
        var added = await store.AddAsync(state, cancellationToken);
        if (!added.Succeeded)
            throw new InvalidOperationException($"The sign-in could not be stored: {added.Error!.Message}");
        await cache.SetAsync(state);
        LogIssued(agentId, kind);
        return new IssuedSignIn(Describe(state), token);
    }

    public ValueTask<SignIn?> AuthenticateAsync(string token, CancellationToken cancellationToken) =>
        UseAsync(SecretToken.Hash(token), cancellationToken);

    public async ValueTask<SignIn?> UseAsync(string signInId, CancellationToken cancellationToken)
    {
        if (await FindLiveAsync(signInId, cancellationToken) is not { } state)
            return null;

        var now = time.GetUtcNow();

        // The row falls behind by at most this much, which is what a restart may cost of the idle hour.
        var due = now - state.WrittenAt >= LastUseWrittenEvery;
        var used = state with { LastUsedAt = now, WrittenAt = due ? now : state.WrittenAt };
        await cache.SetAsync(used);
        if (due)
            await store.SetLastUsedAsync(signInId, now, cancellationToken);
        return Describe(used);
    }

    public async ValueTask<bool> IsLiveAsync(string signInId, CancellationToken cancellationToken) =>
        await FindLiveAsync(signInId, cancellationToken) is not null;

    public async Task EndAsync(string signInId, CancellationToken cancellationToken)
    {
        var ended = await store.EndAsync(signInId, time.GetUtcNow(), cancellationToken);
        if (!ended.Succeeded)
            throw new InvalidOperationException($"The sign-in could not be ended: {ended.Error!.Message}");
        await TellEndedAsync(signInId);
    }

    public async Task EndAllAsync(string agentId, CancellationToken cancellationToken)
    {
        var ended = await store.EndAllAsync(agentId, time.GetUtcNow(), cancellationToken);
        if (!ended.Succeeded)
            throw new InvalidOperationException($"The sign-ins could not be ended: {ended.Error!.Message}");
        foreach (var signInId in ended.Value)
            await TellEndedAsync(signInId);
    }

    private async Task TellEndedAsync(string signInId)
    {
        await cache.RemoveAsync(signInId);
        hub.Publish(SignInEnded.TopicOf(signInId), new SignInEnded(signInId));
    }

    private async ValueTask<SignInState?> FindLiveAsync(string signInId, CancellationToken cancellationToken)
    {
        if (await cache.GetAsync(signInId) is not { } state)
        {
            if (await store.FindAsync(signInId, cancellationToken) is not { } stored)
                return null;
            state = stored;
            await cache.SetAsync(state);
        }

        if (time.GetUtcNow() < Describe(state).ExpiresAt)
            return state;
        await cache.RemoveAsync(signInId);
        return null;
    }

    private SignIn Describe(SignInState state)
    {
        var absolute = state.Kind == SignInKind.RememberedBrowser ? RememberedLifetime : options.Value.AbsoluteLifetime;
        var expiresAt = absolute == TimeSpan.Zero ? DateTimeOffset.MaxValue : state.IssuedAt + absolute;
        if (state.Kind == SignInKind.Token && state.LastUsedAt + IdleLifetime < expiresAt)
            expiresAt = state.LastUsedAt + IdleLifetime;
        return new SignIn(state.Id, state.AgentId, expiresAt);
    }

    [LoggerMessage(1501, LogLevel.Information, "Agent {AgentId} was given a sign-in of kind {Kind}")]
    private partial void LogIssued(string agentId, SignInKind kind);
}
