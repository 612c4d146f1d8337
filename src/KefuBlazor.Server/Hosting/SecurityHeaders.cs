using KefuBlazor.Core.Transcripts;

namespace KefuBlazor.Server.Hosting;

/// <summary>What every answer tells a browser not to do with it.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(() =>
        {
            Set(http);
            return Task.CompletedTask;
        });
        return next(http);
    }

    private static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        // What may be kept says so itself.
        if (http.Request.Path.StartsWithSegments("/api") && headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
        if (http.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) != true)
            return;

        var embeddable = http.Request.Path.StartsWithSegments("/kehu");
        // A page of what people wrote brings a stricter one.
        if (headers.ContentSecurityPolicy != TranscriptWriter.ContentSecurityPolicy)
            headers.ContentSecurityPolicy = PolicyOf(http.Request, embeddable ? "*" : "'none'");
        if (!embeddable)
        {
            headers.XFrameOptions = "DENY";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
        }
    }

    // Styles are the one thing that may be inline: a component library writes style attributes, as pages of tables will. The socket's own address is named since
    // not every browser counts it as 'self'.
    private static string PolicyOf(HttpRequest request, string frameAncestors) =>
        $"default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + $"connect-src 'self' {(request.IsHttps ? "wss" : "ws")}://{request.Host}; object-src 'none'; base-uri 'self'; form-action 'self'; "
        + $"frame-ancestors {frameAncestors}";
}
