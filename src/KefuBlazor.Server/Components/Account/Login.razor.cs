using KefuBlazor.Components.Localization;
using KefuBlazor.Core.Agents;
using KefuBlazor.Server.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Server.Components.Account;

/// <summary>Where agents sign in.</summary>
public sealed partial class Login(
    BrowserSignIn signIn, NavigationManager navigation, IStringLocalizer<Texts> texts, IConfiguration configuration, IHostEnvironment environment)
{
    private const string DemoPassword = "123456";

    [SupplyParameterFromForm(FormName = "login")]
    private LoginInput? Input { get; set; }

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    private static string[] DemoAccounts => ["kefu001", "kefu002", "kefu003", "admin"];

    private IStringLocalizer<Texts> L => texts;

    private string? Problem { get; set; }

    private bool ShowsDemo => configuration.GetValue("Seed:DemoAccounts", environment.IsDevelopment());

    protected override void OnInitialized()
    {
        // Whoever is signed in need not do it again: another tab may have.
        if (HttpMethods.IsGet(Http.Request.Method) && Http.User.HasClaim(claim => claim.Type == AgentClaims.SignInId))
            navigation.NavigateTo(MustChange ? "/account/password" : LocalUrl.Or(ReturnUrl, LocalUrl.Desk));
    }

    private bool MustChange => Http.User.HasClaim(claim => claim.Type == AgentClaims.MustChangePassword);

    private async Task SubmitAsync()
    {
        if (Input is not { UserName: { Length: > 0 } userName, Password: { Length: > 0 } password })
        {
            Problem = texts["Login.Missing"];
            return;
        }

        var outcome = await signIn.SignInAsync(Http, userName.Trim(), password, Input.Remember);
        switch (outcome)
        {
            case SignInOutcome.Succeeded:
                navigation.NavigateTo(LocalUrl.Or(ReturnUrl, LocalUrl.Desk));
                break;
            case SignInOutcome.MustChangePassword:
                navigation.NavigateTo("/account/password");
                break;
            default:
                Problem = texts[$"Login.{outcome}"];
                break;
        }
    }

    private sealed class LoginInput
    {
        public string? UserName { get; set; }

        public string? Password { get; set; }

        public bool Remember { get; set; }
    }
}
