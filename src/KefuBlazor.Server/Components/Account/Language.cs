using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Localization;

namespace KefuBlazor.Server.Components.Account;

/// <summary>Keeps the language that somebody chose, in a cookie, and leads back to where they were.</summary>
[Route("/account/language")]
[AllowAnonymous]
[ExcludeFromInteractiveRouting]
public sealed class Language(NavigationManager navigation) : ComponentBase
{
    private static readonly string[] Known = ["zh-CN", "en"];

    [SupplyParameterFromQuery]
    private string? Culture { get; set; }

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    protected override void OnInitialized()
    {
        if (Known.FirstOrDefault(name => string.Equals(name, Culture, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            Http.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.GetCultureInfo(known))),
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax, HttpOnly = true });
        }

        navigation.NavigateTo(LocalUrl.Or(ReturnUrl, "/"));
    }
}
