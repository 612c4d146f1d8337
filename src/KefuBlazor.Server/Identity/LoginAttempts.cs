using System.Collections.Concurrent;
using System.Net;
using KefuBlazor.Core.Limits;
using KefuBlazor.Server.Limits;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Identity;

/// <summary>
/// Counts failed sign-ins, over all nodes. It knows nothing of accounts: a name that nobody has is locked out like any other, so that a lockout
/// tells no stranger which names exist. Who fails locks out their own address; only very many failures from everywhere lock out a name, and
/// even then not where its owner has signed in from before, so that no stranger can keep an agent out.
/// </summary>
internal sealed class LoginAttempts(IOptions<LoginOptions> login, IOptions<LimitOptions> limits, IRateLimiter limiter)
{
    private const int MostRememberedPlaces = 10_000;
    private static readonly TimeSpan AddressWindow = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Name, IPAddress Address), bool> _signedInFrom = new();

    /// <summary>
    /// Counts a try as failed before it is made, so that many at once get no further than many in a row.
    /// </summary>
    /// <returns>Null if it may be made; else why not, and for how long.</returns>
    public async ValueTask<(SignInOutcome Outcome, TimeSpan RetryAfter)?> BeginAsync(string name, IPAddress address)
    {
        var options = login.Value;
        var byAddress = await limiter.TakeAsync(KeyOf(address), limits.Value.FailedLoginsPerMinutePerAddress, AddressWindow);
        if (!byAddress.Allowed)
            return (SignInOutcome.TooManyAttempts, byAddress.RetryAfter);

        var byPair = await limiter.TakeAsync(KeyOf(name, address), options.LockoutFailures, options.LockoutTime);
        if (!byPair.Allowed)
            return (SignInOutcome.LockedOut, byPair.RetryAfter);

        if (_signedInFrom.ContainsKey((name, address)))
            return null;
        var byName = await limiter.TakeAsync(KeyOf(name), options.LockoutFailuresAnywhere, options.LockoutTime);
        return byName.Allowed ? null : (SignInOutcome.LockedOut, byName.RetryAfter);
    }

    /// <summary>The try that was begun succeeded: it and the failures before it no longer count against this name and address.</summary>
    public async ValueTask SucceededAsync(string name, IPAddress address)
    {
        await limiter.GiveBackAsync(KeyOf(address));
        await limiter.ForgetAsync(KeyOf(name, address));
        if (_signedInFrom.Count < MostRememberedPlaces && _signedInFrom.TryAdd((name, address), true))
            await limiter.GiveBackAsync(KeyOf(name));
    }

    private static RateKey KeyOf(IPAddress address) => new("login_address", address.ToString());

    private static RateKey KeyOf(string name, IPAddress address) => new("login_pair", $"{address} {name}");

    private static RateKey KeyOf(string name) => new("login_name", name);
}
