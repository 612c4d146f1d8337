using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace KefuBlazor.Server.Widget;

/// <summary><c>/kehu/</c>: the widget's files, readable by every site, since that is what they are for.</summary>
internal static class WidgetApi
{
    public const string Path = "/kehu";

    /// <summary>Smallest first.</summary>
    private static readonly string[] Encodings = ["br", "gzip"];

    public static void MapWidget(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods(Path + "/{**file}", [HttpMethods.Get, HttpMethods.Head], Serve).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/api/kehu/config", Settings)
            .AllowAnonymous().ForCustomers().WithTags("Customers").Produces<WidgetSettings>()
            .WithSummary("The widget's public settings, those of one site or of all that have none of their own.");
    }

    private static IResult Settings(HttpContext http, WidgetSites sites, string? site = null)
    {
        var utf8 = JsonSerializer.SerializeToUtf8Bytes(sites.Of(site), WidgetJson.Readable.WidgetSettings);
        http.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Bytes(utf8, "application/json; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{ContentHash.Of(utf8)}\""));
    }

    private static IResult Serve(HttpContext http, WidgetFiles files, string? file = null)
    {
        // Without the slash, what the page links to relatively would lie elsewhere.
        if (string.IsNullOrEmpty(file) && !http.Request.Path.Value!.EndsWith('/'))
            return Results.LocalRedirect($"~{Path}/", permanent: true);

        var name = file switch { null or "" => "index.html", "doctor" => "doctor.html", _ => file };
        if (files.Find(name) is not { } found)
            return Results.NotFound();

        var encoding = Choose(http.Request, found);
        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.CacheControl = CacheFor(name, found);
        headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding.Length > 0)
            headers.ContentEncoding = encoding;

        var tag = new EntityTagHeaderValue($"\"{found.Hash}{(encoding.Length > 0 ? "-" : string.Empty)}{encoding}\"");
        return Results.Bytes(found.Bodies[encoding], found.ContentType, entityTag: tag);
    }

    /// <summary>
    /// The launcher keeps its address, so it may be five minutes old. What is named by its content never changes; all else is asked for again
    /// each time, at the cost of a 304.
    /// </summary>
    private static string CacheFor(string name, WidgetFile file) => name == WidgetFiles.Launcher
        ? "public, max-age=300"
        : file.IsNamedByContent ? "public, max-age=31536000, immutable" : "no-cache";

    private static string Choose(HttpRequest request, WidgetFile file)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding.Where(one => one.Quality is null or > 0).Select(one => one.Value.Value).ToHashSet();
        return Encodings.FirstOrDefault(one => accepted.Contains(one) && file.Bodies.ContainsKey(one)) ?? string.Empty;
    }
}
