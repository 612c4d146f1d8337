namespace KefuBlazor.Core.Jobs;

/// <summary>What the store promises of leases: at any time at most one holder has one, by the store's own clock.</summary>
internal interface ILeaseStore
{
    /// <summary>Takes a lease that is free or has run out, or renews one's own.</summary>
    /// <returns>Whether the holder has it from now on for this long.</returns>
    Task<Result<bool>> TryHoldAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives a lease back before its time; another's is left alone.</summary>
    Task<Result<bool>> ReleaseAsync(string name, string holder, CancellationToken cancellationToken);
}
