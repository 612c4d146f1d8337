using System.Security.Claims;
using KefuBlazor.Core.Agents;
using KefuBlazor.Server.Limits;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace KefuBlazor.Server.Identity;

/// <summary>Signing in and out of the desk in a browser. For pages that are rendered by the server and may still set cookies.</summary>
public sealed partial class BrowserSignIn
{
    private readonly PasswordCheck _passwords;
    private readonly PasswordChange _change;
    private readonly AgentSignIns _signIns;
    private readonly ILogger<BrowserSignIn> _logger;

    internal BrowserSignIn(PasswordCheck passwords, PasswordChange change, AgentSignIns signIns, ILogger<BrowserSignIn> logger)
    {
        _passwords = passwords;
        _change = change;
        _signIns = signIns;
        _logger = logger;
    }

    /// <summary>Checks a name and a password and, if they are right, gives the browser its cookie.</summary>
    /// <param name="http">The request; its answer must not have begun.</param>
    /// <param name="userName">The account's user name.</param>
    /// <param name="password">Its password.</param>
    /// <param name="remember">Whether the cookie outlives the browser's session, for 30 days.</param>
    public async Task<SignInOutcome> SignInAsync(HttpContext http, string userName, string password, bool remember)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        var verdict = await _passwords.CheckAsync(userName, password, ClientAddress.Of(http));
        if (verdict.Account is { } account)
            await OpenAsync(http, account, remember);
        return verdict.Outcome;
    }

    /// <summary>Takes the cookie away and ends what was opened under it: its sockets and circuits close.</summary>
    public async Task SignOutAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (http.User.FindFirstValue(AgentClaims.SignInId) is { } signInId)
            await _signIns.EndAsync(http.User.ToAgent().Id, signInId);
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>
    /// Gives the signed-in account another password, which ends all its sign-ins, and this browser a new cookie in place of the old one.
    /// </summary>
    /// <returns>What is wrong with the passwords; empty if it is done.</returns>
    public async Task<IReadOnlyList<PasswordProblem>> ChangePasswordAsync(HttpContext http, string current, string next)
    {
        ArgumentNullException.ThrowIfNull(http);
        var agentId = http.User.ToAgent().Id;
        var (account, problems) = await _change.ChangeAsync(agentId, current, next, ClientAddress.Of(http));
        if (account is null)
            return problems;

        var ticket = await http.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        await _signIns.EndAllAsync(agentId);
        await OpenAsync(http, account, ticket.Properties?.IsPersistent ?? false);
        return problems;
    }

    private async Task OpenAsync(HttpContext http, Account account, bool remember)
    {
        var (issued, principal) = await _signIns.IssueAsync(
            account, remember ? SignInKind.RememberedBrowser : SignInKind.Browser, IdentityConstants.ApplicationScheme);
        var properties = new AuthenticationProperties { IsPersistent = remember, ExpiresUtc = remember ? issued.SignIn.ExpiresAt : null };
        await http.SignInAsync(IdentityConstants.ApplicationScheme, principal, properties);
        LogSignedIn(account.Id, issued.SignIn.Id);
    }

    [LoggerMessage(2004, LogLevel.Information, "Agent {AgentId} signed in with a browser as {SignInId}")]
    private partial void LogSignedIn(string agentId, string signInId);
}
