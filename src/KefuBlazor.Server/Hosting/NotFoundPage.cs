namespace KefuBlazor.Server.Hosting;

/// <summary>Shows people who followed a wrong address a page; programs keep the bare status.</summary>
internal static class NotFoundPage
{
    public static void UseNotFoundPage(this WebApplication app) => app.UseWhen(
        http => HttpMethods.IsGet(http.Request.Method)
            && !http.Request.Path.StartsWithSegments("/api")
            && http.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase)),
        pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
}
