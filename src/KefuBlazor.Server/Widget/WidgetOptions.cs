using System.Text.RegularExpressions;
using KefuBlazor.Server.Hosting;

namespace KefuBlazor.Server.Widget;

/// <summary>Settings under <c>Widget</c>: the part that other sites embed.</summary>
public sealed partial class WidgetOptions : WidgetSiteOptions, ICheckedOptions
{
    public const string Section = "Widget";

    /// <summary>
    /// The origins (<c>https://www.example.com</c>) of the sites that may embed the widget, beside the server's own; <c>*</c>: any.
    /// Default: in Development any, else none.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>
    /// The sites that look or speak differently, by the name that their script says in <c>data-site</c>: each what is set for all, and over it
    /// what stands under <c>Widget:Sites:NAME</c>. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, WidgetSiteOptions> Sites { get; set; } = new Dictionary<string, WidgetSiteOptions>();

    IEnumerable<string> ICheckedOptions.Faults()
    {
        foreach (var origin in AllowedOrigins.Where(origin => origin != "*" && !IsOrigin(origin)))
        {
            yield return $"{Section}:{nameof(AllowedOrigins)} holds '{origin}': "
                + "give scheme, host and, where needed, port, without a path: https://www.example.com";
        }

        foreach (var fault in LookFaults(Section))
            yield return fault;

        foreach (var (name, site) in Sites)
        {
            if (!SiteName().IsMatch(name))
                yield return $"{Section}:{nameof(Sites)} names '{name}': give 1 to 40 of a-z A-Z 0-9 _ -.";

            // What is wrong for all was said already.
            foreach (var fault in site.LookFaults($"{Section}:{nameof(Sites)}:{name}").Where(_ => !LookFaults(Section).Any()))
                yield return fault;
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,40}\z")]
    private static partial Regex SiteName();
}
