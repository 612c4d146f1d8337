using System.Security.Claims;
using KefuBlazor.Core.Agents;
using KefuBlazor.Server.Endpoints;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace KefuBlazor.Server.Identity;

/// <summary>The cookie of the desk: it lasts as long as the sign-in that it names.</summary>
internal static class DeskCookie
{
    public const string LoginPath = "/kefu/login";
    public const string PasswordPath = "/account/password";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "kefu";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.LoginPath = LoginPath;
        options.AccessDeniedPath = LoginPath;
        // The sign-in decides how long the cookie counts; this only has to be no shorter.
        options.ExpireTimeSpan = TimeSpan.FromDays(30);
        options.SlidingExpiration = false;
        options.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = ValidateAsync,
            OnRedirectToLogin = context => IsPage(context.Request)
                ? Redirect(context)
                : Problems.Unauthenticated().ExecuteAsync(context.HttpContext),
            OnRedirectToAccessDenied = context => IsPage(context.Request)
                ? ShowWhatIsAllowed(context)
                : Problems.Forbidden(context.HttpContext).ExecuteAsync(context.HttpContext),
        };
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var tokens = context.HttpContext.RequestServices.GetRequiredService<IAgentTokenService>();
        if (context.Principal?.FindFirstValue(AgentClaims.SignInId) is { } signInId
            && await tokens.UseAsync(signInId, context.HttpContext.RequestAborted) is not null)
        {
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    // Whoever is signed in and may not see a page is most likely one who has to change the password first.
    private static Task ShowWhatIsAllowed(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.HttpContext.User.HasClaim(claim => claim.Type == AgentClaims.MustChangePassword))
            context.RedirectUri = PasswordPath;
        return Redirect(context);
    }

    // Programs are told a status; only a person is shown another page.
    private static bool IsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/_blazor") && !request.Path.StartsWithSegments("/health");
}
