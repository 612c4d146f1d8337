using KefuBlazor.Core;
using KefuBlazor.Core.Agents;
using KefuBlazor.Server.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Net.Http.Headers;

namespace KefuBlazor.Server.Identity;

/// <summary>Accounts, sign-ins and who may do what.</summary>
internal static class IdentityServices
{
    private const string DefaultScheme = "Kefu";

    public static IServiceCollection AddKefuIdentity(this IServiceCollection services)
    {
        services.AddCheckedOptions<LoginOptions>(LoginOptions.Section);
        services.AddCheckedOptions<SeedOptions>(SeedOptions.Section, (options, _, environment) =>
        {
            options.DemoAccounts ??= environment.IsDevelopment();
            options.RequirePasswordChange ??= !environment.IsDevelopment();
        });
        services.AddIdentityCore<Account>()
            .AddRoles<IdentityRole>()
            .AddPasswordValidator<PasswordPolicy>()
            .AddUserValidator<AccountNames>()
            .AddKefuAccountStore();
        services.AddAuthentication(DefaultScheme)
            // A request with a bearer stands or falls by it, whatever cookies it brings.
            .AddPolicyScheme(DefaultScheme, DefaultScheme, options => options.ForwardDefaultSelector = http =>
                http.Request.Headers.ContainsKey(HeaderNames.Authorization) ? BearerHandler.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.SchemeName, configureOptions: null)
            .AddCookie(IdentityConstants.ApplicationScheme, DeskCookie.Configure);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "kefu.form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthorization(Policies.AddTo);
        services.AddDataProtection().SetApplicationName("KefuBlazor").AddKefuKeyStore();

        services.AddSingleton(_ => new NobodysPassword(new PasswordHasher<Account>()));
        services.AddSingleton<LoginAttempts>();
        services.AddSingleton<SignedOutAgents>();
        services.AddHostedService(provider => provider.GetRequiredService<SignedOutAgents>());
        services.AddScoped<AgentSignIns>();
        services.AddScoped<AccountSeeder>();
        services.AddScoped<AgentTokens>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<PasswordChange>();
        services.AddScoped(provider => new BrowserSignIn(
            provider.GetRequiredService<PasswordCheck>(),
            provider.GetRequiredService<PasswordChange>(),
            provider.GetRequiredService<AgentSignIns>(),
            provider.GetRequiredService<ILogger<BrowserSignIn>>()));
        return services;
    }
}
