using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace KefuBlazor.Benchmarks.Yardsticks.Blazor;

/// <summary>An empty Blazor Server application.</summary>
internal static class EmptyServer
{
    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        await using var app = builder.Build();
        app.UseAntiforgery();
        app.MapRazorComponents<EmptyApp>().AddInteractiveServerRenderMode();
        await app.RunAsync();
    }
}
