using Microsoft.AspNetCore.Components.Server.Circuits;

namespace KefuBlazor.Server.Health;

/// <summary>Puts together what watches the program.</summary>
internal static class HealthSetup
{
    public static void AddKefuHealth(this IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        services.AddSingleton<HealthReporter>();
        services.AddSingleton<CpuMeter>();
        services.AddSingleton<CircuitCount>();
        services.AddSingleton<CircuitHandler>(provider => provider.GetRequiredService<CircuitCount>());
    }
}
