using KefuBlazor.Core;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Benchmarks.History;

/// <summary>The product's Core on a database, without a server around it and without what it does by itself: nothing is closed or purged.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Installation(Dictionary<string, string?> settings, Action<IServiceCollection>? replace)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddKefuCore(configuration);
        replace?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    public IConversationService Conversations => _services.GetRequiredService<IConversationService>();

    public IMessageService Messages => _services.GetRequiredService<IMessageService>();

    /// <summary>Migrates the database if need be, as a start does.</summary>
    /// <param name="settings">Which database.</param>
    /// <param name="replace">Puts other services in the place of the product's.</param>
    public static async Task<Installation> OpenAsync(Dictionary<string, string?> settings, Action<IServiceCollection>? replace = null)
    {
        var installation = new Installation(settings, replace);
        await installation._services.GetRequiredService<IDatabase>().PrepareAsync();
        return installation;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
