namespace KefuBlazor.Core.Limits;

/// <summary>What is counted, and for whom.</summary>
/// <param name="Kind">For example <c>send</c>.</param>
/// <param name="Subject">For example a customer's id or an address.</param>
public readonly record struct RateKey(string Kind, string Subject);

/// <summary>Whether something may be done now.</summary>
/// <param name="Allowed">It may.</param>
/// <param name="RetryAfter">If not, when it may next.</param>
public readonly record struct RateAllowance(bool Allowed, TimeSpan RetryAfter);

/// <summary>
/// How often somebody may do something, counted over all nodes where there are several: a bucket that fills evenly and holds at most what one
/// window allows. It may ask another machine, so nothing on the way of a message uses it: see <see cref="INodeRateLimiter"/>.
/// </summary>
public interface IRateLimiter
{
    /// <summary>Takes one from the bucket.</summary>
    /// <param name="key">Which bucket.</param>
    /// <param name="limit">How many a window; 0: no limit.</param>
    /// <param name="window">How long a window is.</param>
    ValueTask<RateAllowance> TakeAsync(RateKey key, int limit, TimeSpan window);

    /// <summary>Puts back what was taken for nothing.</summary>
    ValueTask GiveBackAsync(RateKey key);

    /// <summary>Fills the bucket: what was taken before counts no more.</summary>
    ValueTask ForgetAsync(RateKey key);
}
