using System.Security.Claims;
using KefuBlazor.Components.Localization;
using KefuBlazor.Core.Agents;
using KefuBlazor.Server.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Server.Components.Account;

/// <summary>Where an agent chooses another password; some can do nothing else before they have.</summary>
public sealed partial class Password(BrowserSignIn signIn, IStringLocalizer<Texts> texts)
{
    [SupplyParameterFromForm(FormName = "password")]
    private PasswordInput? Input { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    private IStringLocalizer<Texts> L => texts;

    private bool Done { get; set; }

    private bool Must => Http.User.HasClaim(claim => claim.Type == AgentClaims.MustChangePassword);

    private string? UserName => Http.User.FindFirstValue(ClaimTypes.NameIdentifier);

    private IReadOnlyList<string> Problems { get; set; } = [];

    private async Task SubmitAsync()
    {
        if (Input is not { Current: { Length: > 0 } current, Next: { Length: > 0 } next, Repeated: { } repeated })
        {
            Problems = [texts["Password.Missing"]];
            return;
        }

        if (next != repeated)
        {
            Problems = [texts["Password.Problem.Mismatch"]];
            return;
        }

        var problems = await signIn.ChangePasswordAsync(Http, current, next);
        Problems = [.. problems.Select(problem => texts[$"Password.Problem.{problem}", PasswordPolicy.MinimumLength].Value)];
        Done = problems.Count == 0;
    }

    private sealed class PasswordInput
    {
        public string? Current { get; set; }

        public string? Next { get; set; }

        public string? Repeated { get; set; }
    }
}
