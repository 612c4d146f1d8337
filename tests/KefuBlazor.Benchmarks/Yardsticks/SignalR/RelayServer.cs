using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Benchmarks.Yardsticks.SignalR;

/// <summary>A chat on SignalR and EF Core.</summary>
internal static class RelayServer
{
    public static async Task RunAsync(string[] args, string database)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddDbContext<RelayContext>(options => options.UseSqlite($"Data Source={database}"));

        // Between its turns nobody says anything for longer than the 30 s after which a hub gives a client up.
        builder.Services.AddSignalR(options => options.ClientTimeoutInterval = TimeSpan.FromHours(1));
        await using var app = builder.Build();
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<RelayContext>().Database.EnsureCreatedAsync();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapHub<RelayHub>("/relay");
        await app.RunAsync();
    }
}
