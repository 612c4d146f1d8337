using KefuBlazor.Core;
using KefuBlazor.Core.Agents;
using KefuBlazor.Server.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace KefuBlazor.Server.Identity;

/// <summary>Accounts, sign-ins and who may do what.</summary>
internal static class IdentityServices
{
    public static IServiceCollection AddKefuIdentity(this IServiceCollection services)
    {
        services.AddCheckedOptions<LoginOptions>(LoginOptions.Section);
        services.AddIdentityCore<Account>()
            .AddRoles<IdentityRole>()
            .AddPasswordValidator<PasswordPolicy>()
            .AddKefuAccountStore();
        services.AddDataProtection().SetApplicationName("KefuBlazor");

        services.AddSingleton(_ => new NobodysPassword(new PasswordHasher<Account>()));
        services.AddSingleton<LoginAttempts>();
        services.AddSingleton<SignedOutAgents>();
        services.AddHostedService(provider => provider.GetRequiredService<SignedOutAgents>());
        services.AddScoped<AgentSignIns>();
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
