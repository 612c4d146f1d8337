using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Hub;

namespace KefuBlazor.Server.Sockets;

/// <summary>The sign-in that an agent's connection was opened under and ends with.</summary>
internal sealed class SocketSignIn(string signInId, IAgentTokenService tokens, IChatHub hub, TimeProvider time) : IDisposable
{
    // Any frame is a use of the sign-in, which lasts an hour after the last one: to the minute is exact enough.
    private static readonly TimeSpan UseCounted = TimeSpan.FromSeconds(30);

    private IDisposable? _subscription;
    private long? _usedAt;

    /// <summary>Calls back, on any thread, when it is ended.</summary>
    public void WhenEnded(Action ended) => _subscription = hub.Subscribe(SignInEnded.TopicOf(signInId), _ => ended());

    /// <summary>Counts a use, unless one was counted just now.</summary>
    /// <returns>False if it is over.</returns>
    public async ValueTask<bool> UseAsync(CancellationToken cancellationToken)
    {
        if (_usedAt is { } usedAt && time.GetElapsedTime(usedAt) < UseCounted)
            return true;

        _usedAt = time.GetTimestamp();
        return await tokens.UseAsync(signInId, cancellationToken) is not null;
    }

    public ValueTask<bool> IsLiveAsync(CancellationToken cancellationToken) => tokens.IsLiveAsync(signInId, cancellationToken);

    public void Dispose() => _subscription?.Dispose();
}
