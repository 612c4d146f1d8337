using System.Net;
using KefuBlazor.Core.Agents;
using Microsoft.AspNetCore.Identity;

namespace KefuBlazor.Server.Identity;

/// <summary>How a person gives an account another password. The one path, whoever asks.</summary>
internal sealed partial class PasswordChange(
    UserManager<Account> users, IPasswordHasher<Account> hasher, PasswordCheck passwords, ILogger<PasswordChange> logger)
{
    /// <summary>Changes it if the current one is right and the next one fit.</summary>
    /// <returns>The account if it is done, else what is wrong.</returns>
    public async Task<(Account? Account, IReadOnlyList<PasswordProblem> Problems)> ChangeAsync(
        string agentId, string current, string next, IPAddress address)
    {
        if (await users.FindByIdAsync(agentId) is not { UserName: { } name })
            return (null, [PasswordProblem.WrongCurrent]);

        // Counted like a sign-in: an open desk is no place to guess the password at leisure.
        if (await passwords.CheckAsync(name, current, address) is not { Account: { } account })
            return (null, [PasswordProblem.WrongCurrent]);

        if (string.Equals(current, next, StringComparison.Ordinal))
            return (null, [PasswordProblem.SameAsBefore]);

        if (PasswordPolicy.Check(next, name) is { } problem)
            return (null, [problem]);

        account.PasswordHash = hasher.HashPassword(account, next);
        account.MustChangePassword = false;
        var updated = await users.UpdateSecurityStampAsync(account);
        if (!updated.Succeeded)
            throw new InvalidOperationException($"The password of {agentId} could not be stored: {updated}");

        LogChanged(agentId);
        return (account, []);
    }

    [LoggerMessage(2005, LogLevel.Information, "Agent {AgentId} changed the password")]
    private partial void LogChanged(string agentId);
}
