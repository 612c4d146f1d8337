using KefuBlazor.Core.Agents;
using Microsoft.AspNetCore.Identity;

namespace KefuBlazor.Server.Identity;

/// <summary>An agent as a token opened the door for them.</summary>
/// <param name="Agent">Who.</param>
/// <param name="SignIn">By which sign-in.</param>
/// <param name="MustChangePassword">They can do nothing before they have a new password.</param>
internal sealed record TokenHolder(Agent Agent, SignIn SignIn, bool MustChangePassword);

/// <summary>Who an agent's <c>session_token</c> belongs to: one answer for HTTP and sockets.</summary>
internal sealed class AgentTokens(IAgentTokenService tokens, IAgentService agents, UserManager<Account> users)
{
    /// <summary>Whose token this is, which counts as a use of it; null if it is unknown or over.</summary>
    public async Task<TokenHolder?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (await tokens.AuthenticateAsync(token, cancellationToken) is not { } signIn
            || await agents.FindAsync(signIn.AgentId, cancellationToken) is not { } agent
            || await users.FindByIdAsync(signIn.AgentId) is not { } account)
        {
            return null;
        }

        return new TokenHolder(agent, signIn, account.MustChangePassword);
    }
}
