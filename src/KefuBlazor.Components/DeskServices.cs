using KefuBlazor.Components.Conversations;
using KefuBlazor.Components.Presence;
using KefuBlazor.Components.Shared;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KefuBlazor.Components;

/// <summary>Puts the agents' desk together.</summary>
public static class DeskServices
{
    /// <summary>Adds what a circuit of the desk needs. Core's services must be there too.</summary>
    public static IServiceCollection AddKefuDesk(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddLocalization();
        services.AddCascadingAuthenticationState();
        services.AddScoped<DeskPresence>();
        services.AddScoped<DeskTime>();
        services.AddScoped<DeskState>();
        services.AddScoped<CircuitHandler, DeskCircuit>();
        return services;
    }
}
