using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Widget;

/// <summary>Which pages may talk to this server: told by the <c>Origin</c> that browsers send and pages cannot choose.</summary>
internal sealed class Origins(IOptions<WidgetOptions> options)
{
    private readonly bool _any = options.Value.AllowedOrigins.Contains("*");

    // Browsers write origins in lower case; what an operator wrote need not be.
    private readonly FrozenSet<string> _listed = options.Value.AllowedOrigins.Select(origin => origin.ToLowerInvariant()).ToFrozenSet();

    /// <summary>Whether a site of this origin may embed the widget.</summary>
    public bool IsListed(string origin) => _any || _listed.Contains(origin);

    /// <summary>
    /// Whether a request may come from where it says. One without an <c>Origin</c> is no browser's, and no cookie counts where this is asked.
    /// </summary>
    public bool Allows(HttpRequest request) =>
        request.Headers.Origin is var origin && (origin.Count == 0 || IsOwn(request) || (origin.Count == 1 && IsListed(origin[0]!)));

    /// <summary>Whether a request comes from a page of this server.</summary>
    public static bool IsOwn(HttpRequest request) =>
        string.Equals(request.Headers.Origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        || IsNamelessButOwn(request);

    // A page that may refer to nothing posts its forms with the origin "null"; whose page it is, browsers then say in a header of their own.
    private static bool IsNamelessButOwn(HttpRequest request) =>
        request.Headers.Origin == "null" && request.Headers["Sec-Fetch-Site"] == "same-origin";
}
