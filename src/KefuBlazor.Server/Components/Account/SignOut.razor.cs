using KefuBlazor.Components.Localization;
using KefuBlazor.Server.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Server.Components.Account;

/// <summary>Where the desk's sign-out button posts to; a visitor is asked first.</summary>
public sealed partial class SignOut(BrowserSignIn signIn, NavigationManager navigation, IStringLocalizer<Texts> texts)
{
    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    private IStringLocalizer<Texts> L => texts;

    private async Task SubmitAsync()
    {
        await signIn.SignOutAsync(Http);
        navigation.NavigateTo("/kefu/login");
    }
}
