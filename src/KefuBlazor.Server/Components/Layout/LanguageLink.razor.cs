using KefuBlazor.Components.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Server.Components.Layout;

/// <summary>Leads to the same page in the other language.</summary>
public sealed partial class LanguageLink(NavigationManager navigation, IStringLocalizer<Texts> texts)
{
    private IStringLocalizer<Texts> L => texts;

    private string Url =>
        $"/account/language?culture={L["Rail.OtherLanguageCode"]}&returnUrl={Uri.EscapeDataString(new Uri(navigation.Uri).PathAndQuery)}";
}
