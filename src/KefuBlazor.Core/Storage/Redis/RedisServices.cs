using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Limits;
using KefuBlazor.Core.Presence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>Puts Redis behind the interfaces that the in-process default implements.</summary>
internal static class RedisServices
{
    public static IServiceCollection AddRedis(this IServiceCollection services, IConfiguration configuration, string connectionString)
    {
        RedisConnection.Parse(connectionString); // A fault in it shows at the start, not in a loop.
        services.AddOptions<RedisOptions>().Bind(configuration.GetSection(RedisOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RedisOptions>, RedisOptionsValidator>();
        services.AddSingleton(NodeId.Create());
        services.AddSingleton(provider => new RedisConnection(
            connectionString,
            provider.GetRequiredService<IOptions<RedisOptions>>(),
            provider.GetRequiredService<ILogger<RedisConnection>>()));
        services.AddSingleton<IRedisHealth>(provider => provider.GetRequiredService<RedisConnection>());
        services.AddHostedService(provider => provider.GetRequiredService<RedisConnection>());

        services.AddSingleton<RedisBackplane>();
        services.AddSingleton<IBackplane>(provider => provider.GetRequiredService<RedisBackplane>());
        services.AddHostedService(provider => provider.GetRequiredService<RedisBackplane>());

        services.AddSingleton<PresenceLedger>();
        services.AddSingleton<RedisPresence>();
        services.AddSingleton<IPresence>(provider => provider.GetRequiredService<RedisPresence>());
        services.AddHostedService(provider => provider.GetRequiredService<RedisPresence>());

        services.AddSingleton<RedisSignIns>();
        services.AddSingleton<ISignInCache, RedisSignInCache>();
        services.AddSingleton<IRateLimiter, RedisRateLimiter>();
        return services;
    }
}
