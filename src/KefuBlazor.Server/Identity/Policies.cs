using KefuBlazor.Core.Agents;
using KefuBlazor.Server.Health;
using Microsoft.AspNetCore.Authorization;

namespace KefuBlazor.Server.Identity;

/// <summary>Who may do what, by name. What an agent may do to which conversation is decided by the services, not here.</summary>
public static class Policies
{
    /// <summary>An agent of any role whose password need not be changed. The default.</summary>
    public const string Agent = nameof(Agent);

    /// <summary>An agent, even one who can do nothing but change the password or leave.</summary>
    public const string AnyAgent = nameof(AnyAgent);

    /// <summary>A customer.</summary>
    public const string Customer = nameof(Customer);

    /// <summary>An agent or a customer.</summary>
    public const string AgentOrCustomer = nameof(AgentOrCustomer);

    /// <summary>An admin, or a program on the machine itself.</summary>
    public const string Operator = nameof(Operator);

    internal static void AddTo(AuthorizationOptions options)
    {
        options.AddPolicy(AnyAgent, policy => policy.RequireClaim(AgentClaims.SignInId));
        options.AddPolicy(Customer, policy => policy.RequireClaim(Callers.CustomerClaim));
        options.AddPolicy(AgentOrCustomer, policy => policy.RequireAssertion(
            context => context.User.IsCustomer() || context.User.IsReadyAgent()));
        options.AddPolicy(Agent, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.IsReadyAgent()));
        options.AddPolicy(Operator, policy => policy.RequireAssertion(context =>
            (context.User.IsReadyAgent() && context.User.IsInRole(AgentRoles.Admin)) || (context.Resource is HttpContext http && LocalCaller.IsLocal(http))));
        options.DefaultPolicy = options.GetPolicy(Agent)!;
    }
}
