using System.Security.Claims;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;

namespace KefuBlazor.Server.Identity;

/// <summary>Who a request is from, as its principal says.</summary>
internal static class Callers
{
    /// <summary>Present in the principals of customers, and of nobody else.</summary>
    public const string CustomerClaim = "customer";

    public static ClaimsPrincipal PrincipalOf(Customer customer, string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, customer.Id),
            new Claim(ClaimTypes.Name, customer.Name),
            new Claim(CustomerClaim, "true"),
        ],
        scheme));

    public static bool IsCustomer(this ClaimsPrincipal principal) => principal.HasClaim(claim => claim.Type == CustomerClaim);

    /// <summary>Whether this is an agent who may do more than change the password.</summary>
    public static bool IsReadyAgent(this ClaimsPrincipal principal) =>
        principal.HasClaim(claim => claim.Type == AgentClaims.SignInId)
        && !principal.HasClaim(claim => claim.Type == AgentClaims.MustChangePassword);

    /// <summary>The agent or customer who is authenticated.</summary>
    public static Participant ToCaller(this ClaimsPrincipal principal) => principal.IsCustomer()
        ? new Participant(
            ParticipantType.Customer,
            principal.FindFirstValue(ClaimTypes.NameIdentifier)!,
            principal.FindFirstValue(ClaimTypes.Name) ?? string.Empty)
        : principal.ToAgent();

    /// <summary>An agent's sign-in.</summary>
    public static string SignInId(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(AgentClaims.SignInId) ?? throw new InvalidOperationException("The principal is no agent's.");
}
