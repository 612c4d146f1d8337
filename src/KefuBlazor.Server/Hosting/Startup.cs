using KefuBlazor.Core.Storage;
using KefuBlazor.Server.Identity;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Hosting;

/// <summary>What happens before the first request is served, and what an operator is told then.</summary>
internal static class Startup
{
    /// <summary>
    /// Takes settings for the web server (<c>ASPNETCORE_URLS</c>) from the environment before those of the file, where ASP.NET Core
    /// would let the file's win. The command line stays the last word.
    /// </summary>
    public static void AddKefuConfiguration(this WebApplicationBuilder builder, string[] args) =>
        builder.Configuration.AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().AddCommandLine(args);

    /// <summary>Checks the settings, makes or migrates the database and checks it, and makes the first accounts.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        // Before anything is made with settings that cannot be.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        await app.Services.GetRequiredService<IDatabase>().PrepareAsync();
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountSeeder>().SeedAsync();
    }

    /// <summary>Says on standard output where to go, once the server listens.</summary>
    public static void PrintWhereToGo(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var address in addresses.Select(address => address.TrimEnd('/')))
        {
            Console.Out.WriteLine($"KefuBlazor listens on {address}");
            Console.Out.WriteLine($"  home {address}/   desk {address}/kefu/   demo {address}/kehu/demo.html");
        }
    });
}
