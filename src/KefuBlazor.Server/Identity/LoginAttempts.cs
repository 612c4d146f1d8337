using System.Collections.Concurrent;
using System.Net;
using KefuBlazor.Server.Limits;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Identity;

/// <summary>
/// Counts failed sign-ins. It knows nothing of accounts: a name that nobody has is locked out like any other, so that a lockout
/// tells no stranger which names exist. Who fails locks out their own address; only very many failures from everywhere lock out a name, and
/// even then not where its owner has signed in from before, so that no stranger can keep an agent out.
/// </summary>
internal sealed class LoginAttempts(IOptions<LoginOptions> login, IOptions<LimitOptions> limits, TimeProvider time)
{
    private const int MostRememberedPlaces = 10_000;

    private readonly SlidingWindow<IPAddress> _byAddress = new(time, TimeSpan.FromMinutes(1));
    private readonly SlidingWindow<(string Name, IPAddress Address)> _byPair = new(time, login.Value.LockoutTime);
    private readonly SlidingWindow<string> _byName = new(time, login.Value.LockoutTime);
    private readonly ConcurrentDictionary<(string Name, IPAddress Address), bool> _signedInFrom = new();

    /// <summary>
    /// Counts a try as failed before it is made, so that many at once get no further than many in a row.
    /// </summary>
    /// <returns>Null if it may be made; else why not, and for how long.</returns>
    public (SignInOutcome Outcome, TimeSpan RetryAfter)? Begin(string name, IPAddress address)
    {
        if (_byAddress.TryTake(address, limits.Value.FailedLoginsPerMinutePerAddress) is { } wait)
            return (SignInOutcome.TooManyAttempts, wait);

        if (_byPair.TryTake((name, address), login.Value.LockoutFailures) is { } locked)
            return (SignInOutcome.LockedOut, locked);

        if (!_signedInFrom.ContainsKey((name, address)) && _byName.TryTake(name, login.Value.LockoutFailuresAnywhere) is { } lockedAnywhere)
            return (SignInOutcome.LockedOut, lockedAnywhere);

        return null;
    }

    /// <summary>The try that was begun succeeded: it and the failures before it no longer count against this name and address.</summary>
    public void Succeeded(string name, IPAddress address)
    {
        _byAddress.GiveBack(address);
        _byPair.Forget((name, address));
        if (_signedInFrom.Count < MostRememberedPlaces && _signedInFrom.TryAdd((name, address), true))
            _byName.GiveBack(name);
    }
}
