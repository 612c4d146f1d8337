using System.Security.Claims;
using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Agents;

/// <summary>What an agent's principal says, the same for cookies and bearer tokens.</summary>
public static class AgentClaims
{
    /// <summary>The sign-in that the principal was made by: <see cref="SignIn.Id"/>.</summary>
    public const string SignInId = "sign_in";

    /// <summary>Present while the account can do nothing but change its password.</summary>
    public const string MustChangePassword = "must_change_password";

    /// <summary>The claims of an agent under a sign-in.</summary>
    public static IEnumerable<Claim> Of(Agent agent, string signInId) =>
    [
        new(ClaimTypes.NameIdentifier, agent.Id),
        new(ClaimTypes.Name, agent.Name),
        new(SignInId, signInId),
        .. agent.Roles.Select(role => new Claim(ClaimTypes.Role, role)),
    ];

    /// <summary>The agent who is signed in.</summary>
    /// <exception cref="InvalidOperationException">The principal is no agent's.</exception>
    public static Participant ToAgent(this ClaimsPrincipal principal) => new(
        ParticipantType.Agent,
        principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("The principal is no agent's."),
        principal.FindFirstValue(ClaimTypes.Name) ?? string.Empty,
        AgentRoles.SeeAll(principal.FindAll(ClaimTypes.Role).Select(claim => claim.Value)));

    private static string? FindFirstValue(this ClaimsPrincipal principal, string type) => principal.FindFirst(type)?.Value;
}
