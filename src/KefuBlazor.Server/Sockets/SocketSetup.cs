using KefuBlazor.Server.Hosting;
using KefuBlazor.Server.Streams;

namespace KefuBlazor.Server.Sockets;

/// <summary>Puts the sockets together.</summary>
internal static class SocketSetup
{
    public static IServiceCollection AddKefuSockets(this IServiceCollection services)
    {
        services.AddCheckedOptions<SocketOptions>(SocketOptions.Section);
        services.AddSingleton<SocketServices>();
        services.AddSingleton<SocketLimits>();
        services.AddSingleton<NewVisitors>();
        services.AddSingleton<SocketRegistry>();
        services.AddHostedService(provider => provider.GetRequiredService<SocketRegistry>());
        services.AddSingleton<ConnectionHost>();
        services.AddSingleton<StreamRegistry>();
        services.AddScoped<Handshake>();
        return services;
    }

    /// <summary>Belongs before everything that answers requests.</summary>
    public static IApplicationBuilder UseKefuSockets(this IApplicationBuilder app) => app.UseHeardUpgrade(SocketApi.Path).UseWebSockets();
}
