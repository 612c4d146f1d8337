using KefuBlazor.Core.Hub;

namespace KefuBlazor.Core.Agents;

/// <summary>What a sign-in is for, which decides how long it lasts.</summary>
public enum SignInKind
{
    /// <summary>A <c>session_token</c> from the API: ends an hour after its last use, or at its absolute lifetime.</summary>
    Token,

    /// <summary>A browser's cookie: ends with the browser, or at its absolute lifetime.</summary>
    Browser,

    /// <summary>A browser's cookie that was asked to be remembered: 30 days.</summary>
    RememberedBrowser,
}

/// <summary>One sign-in of one account.</summary>
/// <param name="Id">Names it in claims, events and logs; no secret.</param>
/// <param name="AgentId">Whose.</param>
/// <param name="ExpiresAt">When it ends if it is not used again, UTC.</param>
public sealed record SignIn(string Id, string AgentId, DateTimeOffset ExpiresAt);

/// <summary>A sign-in just made, and its secret, shown this once.</summary>
/// <param name="SignIn">The sign-in.</param>
/// <param name="Token">The secret, 256 random bits; only its hash is kept.</param>
public sealed record IssuedSignIn(SignIn SignIn, string Token);

/// <summary><c>sign_in.ended</c>: to everything that was opened under it, which must close at once.</summary>
/// <param name="SignInId">Which.</param>
public sealed record SignInEnded(string SignInId)
{
    /// <summary>Where those listen that were opened under a sign-in.</summary>
    public static Topic TopicOf(string signInId) => new("sign_in", signInId);

    /// <summary>Where those listen who keep working copies of any.</summary>
    public static Topic Topic { get; } = new("sign_ins");
}

/// <summary>Agents' sign-ins: API tokens and browsers' cookies alike, so that ending one ends all that it opened.</summary>
public interface IAgentTokenService
{
    /// <summary>Makes a sign-in for an account that has just proved who it is.</summary>
    Task<IssuedSignIn> IssueAsync(string agentId, SignInKind kind, CancellationToken cancellationToken = default);

    /// <summary>The sign-in of this secret, which counts as a use; null if it is unknown or over.</summary>
    ValueTask<SignIn?> AuthenticateAsync(string token, CancellationToken cancellationToken = default);

    /// <summary>Counts a use (an HTTP call, any frame); null if the sign-in is over.</summary>
    ValueTask<SignIn?> UseAsync(string signInId, CancellationToken cancellationToken = default);

    /// <summary>Looks whether the sign-in still lasts, without counting a use.</summary>
    ValueTask<bool> IsLiveAsync(string signInId, CancellationToken cancellationToken = default);

    /// <summary>Ends a sign-in and says so; one that is over already stays so.</summary>
    Task EndAsync(string signInId, CancellationToken cancellationToken = default);

    /// <summary>Ends all sign-ins of an account and says so of each: its password or its rights are others now.</summary>
    Task EndAllAsync(string agentId, CancellationToken cancellationToken = default);
}
