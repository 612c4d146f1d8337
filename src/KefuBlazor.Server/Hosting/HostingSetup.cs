using System.Data.Common;
using KefuBlazor.Server.Limits;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Hosting;

/// <summary>Puts together how requests are served, whatever they ask for.</summary>
internal static class HostingSetup
{
    public static IServiceCollection AddKefuHosting(this IServiceCollection services)
    {
        services.AddCheckedOptions<LimitOptions>(LimitOptions.Section);
        services.AddCheckedOptions<ProxyOptions>(ProxyOptions.Section, (options, configuration, _) =>
            options.Trusted = configuration.GetList($"{ProxyOptions.Section}:{nameof(ProxyOptions.Trusted)}"));
        services.AddTransient<IConfigureOptions<KestrelServerOptions>, KestrelSetup>();
        services.AddTransient<IConfigureOptions<ForwardedHeadersOptions>, ForwardedHeadersSetup>();
        // Commits in flight are waited for; after this, whoever still holds a connection is cut off.
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(15));
        return services.AddKefuLocalization();
    }

    /// <summary>What every request goes through before it is known what it wants.</summary>
    public static void UseKefuHosting(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf });
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseRequestLocalization();
    }

    /// <summary>Who asks, and whether they may, once it is known what they want.</summary>
    public static void UseKefuSecurity(this WebApplication app)
    {
        app.UseCors();
        app.UseAuthentication();
        app.UseMiddleware<OriginGuard>();
        app.UseMiddleware<CircuitGuard>();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    // A store that does not answer may do so again soon; everything else is a fault of ours.
    private static int StatusOf(Exception exception) => exception is DbException or TimeoutException
        ? StatusCodes.Status503ServiceUnavailable
        : StatusCodes.Status500InternalServerError;
}
