using System.Text.Encodings.Web;
using KefuBlazor.Core.Customers;
using KefuBlazor.Server.Endpoints;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Identity;

/// <summary>
/// <c>Authorization: Bearer</c> with an agent's <c>session_token</c> or a customer's <c>visitor_token</c>. Which of the two it is, looking it
/// up tells: neither can be mistaken for the other.
/// </summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    AgentTokens agents,
    ICustomerService customers) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    private const string Prefix = "Bearer ";

    /// <summary>The token of a request; null if it has none.</summary>
    public static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? header[Prefix.Length..].Trim() is { Length: > 0 } token ? token : null
            : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } token)
            return AuthenticateResult.NoResult();

        if (await agents.FindAsync(token, Context.RequestAborted) is { } holder)
        {
            return AuthenticateResult.Success(new AuthenticationTicket(
                AgentSignIns.PrincipalOf(holder.Agent, holder.MustChangePassword, holder.SignIn.Id, SchemeName), SchemeName));
        }

        return await customers.AuthenticateAsync(token, Context.RequestAborted) is { } customer
            ? AuthenticateResult.Success(new AuthenticationTicket(Callers.PrincipalOf(customer, SchemeName), SchemeName))
            : AuthenticateResult.Fail("The token is unknown or over.");
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = SchemeName;
        await Problems.Unauthenticated().ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problems.Forbidden(Context).ExecuteAsync(Context);
}
