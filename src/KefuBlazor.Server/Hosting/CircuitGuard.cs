using KefuBlazor.Server.Endpoints;
using KefuBlazor.Server.Identity;

namespace KefuBlazor.Server.Hosting;

/// <summary>
/// Lets nobody open a circuit who is not signed in: a circuit costs memory for as long as it lives, and no page that is for everybody needs
/// one.
/// </summary>
internal sealed class CircuitGuard(RequestDelegate next)
{
    private static readonly PathString Circuits = new("/_blazor");

    // What the script asks before there is a circuit: a list that is the same for all.
    private static readonly PathString Initializers = new("/_blazor/initializers");

    public Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments(Circuits) || http.Request.Path == Initializers || http.User.IsReadyAgent())
            return next(http);

        return http.User.Identity?.IsAuthenticated == true
            ? Problems.Forbidden(http).ExecuteAsync(http)
            : Problems.Unauthenticated().ExecuteAsync(http);
    }
}
