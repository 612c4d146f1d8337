namespace KefuBlazor.Core.Limits;

/// <summary>
/// The buckets of this process alone, answered at once. A message, a typing notice, a mark: they are counted here, since none may wait for
/// another machine. Somebody connected to two nodes may so send twice as much, which is the lesser harm.
/// </summary>
internal interface INodeRateLimiter
{
    /// <inheritdoc cref="IRateLimiter.TakeAsync"/>
    RateAllowance Take(RateKey key, int limit, TimeSpan window);

    /// <inheritdoc cref="IRateLimiter.GiveBackAsync"/>
    void GiveBack(RateKey key);

    /// <inheritdoc cref="IRateLimiter.ForgetAsync"/>
    void Forget(RateKey key);
}
