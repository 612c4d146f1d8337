using KefuBlazor.Server.Hosting;

namespace KefuBlazor.Server.Widget;

/// <summary>Settings under <c>Widget</c>: the part that other sites embed.</summary>
public sealed class WidgetOptions : ICheckedOptions
{
    public const string Section = "Widget";

    /// <summary>
    /// The origins (<c>https://www.example.com</c>) of the sites that may embed the widget, beside the server's own; <c>*</c>: any.
    /// Default: in Development any, else none.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    IEnumerable<string> ICheckedOptions.Faults() =>
        from origin in AllowedOrigins
        where origin != "*" && !IsOrigin(origin)
        select $"{Section}:{nameof(AllowedOrigins)} holds '{origin}': give scheme, host and, where needed, port, without a path: https://www.example.com";

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
