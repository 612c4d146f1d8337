namespace KefuBlazor.Core.Agents;

/// <summary>A sign-in as it is known while it lasts.</summary>
internal sealed record SignInState(string Id, string AgentId, SignInKind Kind, DateTimeOffset IssuedAt, DateTimeOffset LastUsedAt)
{
    /// <summary>The last use that the row knows of: the working copy runs ahead of it.</summary>
    public DateTimeOffset WrittenAt { get; init; } = LastUsedAt;
}

/// <summary>What the store promises of sign-ins: they outlive the process.</summary>
internal interface ISignInStore
{
    Task<Result<bool>> AddAsync(SignInState signIn, CancellationToken cancellationToken);

    /// <summary>One that was not ended; whether it lasts still is for the caller to say.</summary>
    Task<SignInState?> FindAsync(string id, CancellationToken cancellationToken);

    Task<Result<bool>> SetLastUsedAsync(string id, DateTimeOffset lastUsedAt, CancellationToken cancellationToken);

    Task<Result<bool>> EndAsync(string id, DateTimeOffset endedAt, CancellationToken cancellationToken);

    /// <summary>Ends all of an agent that were not ended.</summary>
    /// <returns>Their ids.</returns>
    Task<Result<IReadOnlyList<string>>> EndAllAsync(string agentId, DateTimeOffset endedAt, CancellationToken cancellationToken);
}

/// <summary>The working copy of the sign-ins in use, so that not every frame asks the database.</summary>
internal interface ISignInCache
{
    ValueTask<SignInState?> GetAsync(string id);

    ValueTask SetAsync(SignInState signIn);

    ValueTask RemoveAsync(string id);
}
