using System.Security.Claims;
using KefuBlazor.Core.Agents;

namespace KefuBlazor.Server.Identity;

/// <summary>Makes and ends the sign-ins of accounts, and the principals that say so.</summary>
internal sealed class AgentSignIns(IAgentTokenService tokens, IAgentService agents, SignedOutAgents signedOut)
{
    /// <summary>Makes a sign-in for a program of an account that has just proved who it is.</summary>
    public Task<IssuedSignIn> IssueTokenAsync(Account account) => tokens.IssueAsync(account.Id, SignInKind.Token);

    /// <summary>Makes a sign-in for a browser of an account that has just proved who it is.</summary>
    public async Task<(IssuedSignIn Issued, ClaimsPrincipal Principal)> IssueAsync(Account account, SignInKind kind, string scheme)
    {
        var agent = await agents.FindAsync(account.Id)
            ?? throw new InvalidOperationException($"The account {account.Id} has no agent of the same id.");
        var issued = await tokens.IssueAsync(account.Id, kind);
        return (issued, PrincipalOf(agent, account.MustChangePassword, issued.SignIn.Id, scheme));
    }

    /// <summary>Ends a sign-in. An agent whose last connection goes with it gives their conversations back at once.</summary>
    public async Task EndAsync(string agentId, string signInId)
    {
        signedOut.Expect(agentId);
        await tokens.EndAsync(signInId);
        await signedOut.ReleaseIfGoneAsync(agentId);
    }

    /// <summary>Ends all sign-ins of an account, wherever they were made.</summary>
    public Task EndAllAsync(string agentId) => tokens.EndAllAsync(agentId);

    public static ClaimsPrincipal PrincipalOf(Agent agent, bool mustChangePassword, string signInId, string scheme)
    {
        var identity = new ClaimsIdentity(AgentClaims.Of(agent, signInId), scheme);
        if (mustChangePassword)
            identity.AddClaim(new Claim(AgentClaims.MustChangePassword, "true"));
        return new ClaimsPrincipal(identity);
    }
}
