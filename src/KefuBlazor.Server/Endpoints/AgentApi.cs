using System.Security.Claims;
using KefuBlazor.Core;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Protocol;
using KefuBlazor.Server.Identity;
using KefuBlazor.Server.Limits;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KefuBlazor.Server.Endpoints;

/// <summary>Agents signing in by program, and their choice of status.</summary>
internal static class AgentApi
{
    public static void MapAgentApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/kefu").WithTags("Agents");
        group.MapPost("/login", LoginAsync).AllowAnonymous().WithSummary("Sign in with a name and a password.");
        group.MapPost("/logout", LogoutAsync).RequireAuthorization(Policies.AnyAgent).WithSummary("End this sign-in.");
        group.MapGet("/me", MeAsync).RequireAuthorization(Policies.AnyAgent).WithSummary("Who is signed in.");
        group.MapGet("/agents", ListAsync).RequireAuthorization(Policies.Agent).WithSummary("All agents, with presence and load.");
        group.MapPut("/status", SetStatusAsync).RequireAuthorization(Policies.Agent).WithSummary("Choose online, busy or away.");
    }

    private static async Task<Results<Ok<LoginAnswer>, ProblemHttpResult>> LoginAsync(
        LoginBody body, HttpContext http, PasswordCheck passwords, AgentSignIns signIns, IAgentService agents)
    {
        if (body is not { Username: { } name, Password: { } password })
            return Problems.Of(StatusCodes.Status400BadRequest, ErrorCode.BadRequest, "username and password are missing.");

        var verdict = await passwords.CheckAsync(name, password, ClientAddress.Of(http));
        if (verdict.Account is not { } account)
        {
            Problems.SetRetryAfter(http, verdict.RetryAfter);
            return verdict.Outcome == SignInOutcome.WrongCredentials
                ? Problems.Of(StatusCodes.Status401Unauthorized, ErrorCode.Unauthenticated, "Wrong name or password.")
                : Problems.Of(StatusCodes.Status429TooManyRequests, ErrorCode.RateLimited, "Too many failed sign-ins. Try again later.");
        }

        var issued = await signIns.IssueTokenAsync(account);
        var agent = await agents.FindAsync(account.Id);
        return TypedResults.Ok(new LoginAnswer(issued.Token, issued.SignIn.ExpiresAt, Describe(agent!, account.MustChangePassword)));
    }

    private static async Task<NoContent> LogoutAsync(ClaimsPrincipal user, HttpContext http, AgentSignIns signIns, BrowserSignIn browser)
    {
        if (user.Identity?.AuthenticationType == BearerHandler.SchemeName)
            await signIns.EndAsync(user.ToAgent().Id, user.SignInId());
        else
            await browser.SignOutAsync(http);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<AgentBody>, ProblemHttpResult>> MeAsync(
        ClaimsPrincipal user, IAgentService agents, CancellationToken cancellationToken) =>
        await agents.FindAsync(user.ToAgent().Id, cancellationToken) is { } agent
            ? TypedResults.Ok(Describe(agent, user.HasClaim(claim => claim.Type == AgentClaims.MustChangePassword)))
            : Problems.Unauthenticated();

    private static async Task<Ok<ListBody<ColleagueBody>>> ListAsync(IAgentService agents, CancellationToken cancellationToken)
    {
        var all = await agents.ListAsync(cancellationToken);
        return TypedResults.Ok(new ListBody<ColleagueBody>(
            [.. all.Select(one => new ColleagueBody(
                one.Agent.Id, one.Agent.Name, WireNames.Of(one.Agent.Status), one.Present, one.OpenConversations, one.Capacity))],
            Next: null));
    }

    private static async Task<Results<Ok<AgentBody>, ProblemHttpResult>> SetStatusAsync(
        StatusBody body, ClaimsPrincipal user, HttpContext http, IAgentService agents, CancellationToken cancellationToken)
    {
        if (WireNames.AvailabilityOf(body?.Status ?? string.Empty) is not { } status)
            return Problems.Of(StatusCodes.Status400BadRequest, ErrorCode.BadRequest, "status must be online, busy or away.");

        var result = await agents.SetStatusAsync(user.ToAgent().Id, status, cancellationToken);
        return result.Error is { } error ? Problems.Of(http, error) : TypedResults.Ok(Describe(result.Value, mustChangePassword: false));
    }

    private static AgentBody Describe(Agent agent, bool mustChangePassword) =>
        new(agent.Id, agent.Name, WireNames.Of(agent.Status), agent.Roles, mustChangePassword);
}
