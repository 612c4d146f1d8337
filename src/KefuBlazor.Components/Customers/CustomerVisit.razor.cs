using System.Globalization;
using KefuBlazor.Components.Localization;
using KefuBlazor.Components.Shared;
using KefuBlazor.Core.Customers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Customers;

/// <summary>Where a customer is on the site, where they came from, and with what.</summary>
public sealed partial class CustomerVisit(DeskTime time, IStringLocalizer<Texts> texts)
{
    [Parameter, EditorRequired]
    public CustomerProfile Profile { get; set; } = null!;

    /// <summary>Whether the customer is connected; null while unknown.</summary>
    [Parameter]
    public bool? Present { get; set; }

    private IStringLocalizer<Texts> L => texts;

    private DeskTime Time => time;

    private string? Referrer => Profile.Pages.Select(page => page.Referrer).FirstOrDefault(referrer => referrer is not null);

    private static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host : url;

    /// <summary>In the agent's own language; a tag that nobody knows as it is.</summary>
    private static string LanguageName(string tag)
    {
        try
        {
            var culture = CultureInfo.GetCultureInfo(tag);
            return culture.ThreeLetterISOLanguageName.Length == 3 && !culture.EnglishName.StartsWith("Unknown", StringComparison.Ordinal) ? culture.NativeName : tag;
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }
}
