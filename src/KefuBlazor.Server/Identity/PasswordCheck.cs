using System.Net;
using KefuBlazor.Core.Agents;
using Microsoft.AspNetCore.Identity;

namespace KefuBlazor.Server.Identity;

/// <summary>What came of a name and a password.</summary>
/// <param name="Outcome">How it ended; <see cref="SignInOutcome.MustChangePassword"/> is a success too.</param>
/// <param name="Account">Whose they are; null unless they are right.</param>
/// <param name="RetryAfter">How long to wait after <see cref="SignInOutcome.LockedOut"/> or <see cref="SignInOutcome.TooManyAttempts"/>.</param>
internal sealed record PasswordVerdict(SignInOutcome Outcome, Account? Account = null, TimeSpan? RetryAfter = null);

/// <summary>
/// The one place where a name and a password are compared, for the pages and the API alike. A name that nobody has costs the same time and
/// gets the same answer as a wrong password.
/// </summary>
internal sealed partial class PasswordCheck(
    UserManager<Account> users, IPasswordHasher<Account> hasher, LoginAttempts attempts, NobodysPassword nobody, ILogger<PasswordCheck> logger)
{
    private const int LongestName = 256;
    private const int LongestPassword = 1024;

    public async Task<PasswordVerdict> CheckAsync(string userName, string password, IPAddress address)
    {
        // What is longer than any name or password there is would only cost memory and time; it counts as wrong.
        var name = users.NormalizeName(userName[..Math.Min(userName.Length, LongestName)])!;
        password = password[..Math.Min(password.Length, LongestPassword)];
        if (await attempts.BeginAsync(name, address) is { } refusal)
        {
            LogRefused(refusal.Outcome);
            return new PasswordVerdict(refusal.Outcome, RetryAfter: refusal.RetryAfter);
        }

        var account = await users.FindByNameAsync(name);
        var verified = hasher.VerifyHashedPassword(account ?? nobody.Account, account?.PasswordHash ?? nobody.Hash, password);
        if (account?.PasswordHash is null || verified == PasswordVerificationResult.Failed)
        {
            if (account is null)
                LogUnknownName();
            else
                LogWrongPassword(account.Id);
            return new PasswordVerdict(SignInOutcome.WrongCredentials);
        }

        await attempts.SucceededAsync(name, address);
        if (verified == PasswordVerificationResult.SuccessRehashNeeded)
        {
            account.PasswordHash = hasher.HashPassword(account, password);
            await users.UpdateAsync(account);
        }

        return new PasswordVerdict(account.MustChangePassword ? SignInOutcome.MustChangePassword : SignInOutcome.Succeeded, account);
    }
}
