using KefuBlazor.Core;
using KefuBlazor.Server.Endpoints;
using KefuBlazor.Server.Widget;
using Microsoft.AspNetCore.Identity;

namespace KefuBlazor.Server.Hosting;

/// <summary>
/// Refuses what a page of a foreign site makes a browser ask: customers' routes from sites that are not listed, and whatever a cookie
/// would vouch for. Comes after authentication, since it matters whether a cookie did vouch.
/// </summary>
internal sealed class OriginGuard(RequestDelegate next, Origins origins)
{
    public Task InvokeAsync(HttpContext http) => IsForeign(http)
        ? Problems.Of(StatusCodes.Status403Forbidden, ErrorCode.Forbidden, "This origin may not do this.").ExecuteAsync(http)
        : next(http);

    private bool IsForeign(HttpContext http)
    {
        if (http.Request.Headers.Origin.Count == 0)
            return false;

        if (http.GetEndpoint()?.Metadata.GetMetadata<CustomerRoute>() is not null && !origins.Allows(http.Request))
            return true;

        return IsVouchedForByCookie(http) && !Origins.IsOwn(http.Request);
    }

    // What only reads is left to CORS, which keeps the answer from a foreign page; a circuit writes, however it is opened.
    private static bool IsVouchedForByCookie(HttpContext http) =>
        http.User.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme
        && (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) || http.Request.Path.StartsWithSegments("/_blazor"));
}
