using KefuBlazor.Server.Hosting;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Widget;

/// <summary>Puts together what other sites embed.</summary>
internal static class WidgetSetup
{
    public static IServiceCollection AddKefuWidget(this IServiceCollection services)
    {
        services.AddCheckedOptions<WidgetOptions>(WidgetOptions.Section, (options, configuration, environment) =>
        {
            var listed = configuration.GetList($"{WidgetOptions.Section}:{nameof(WidgetOptions.AllowedOrigins)}");
            options.AllowedOrigins = listed.Length == 0 && environment.IsDevelopment() ? ["*"] : listed;
            options.Sites = SitesOf(configuration.GetSection(WidgetOptions.Section));
        });
        services.AddSingleton<Origins>();
        services.AddSingleton<WidgetFiles>();
        services.AddSingleton<WidgetSites>();
        services.AddTransient<IConfigureOptions<CorsOptions>, CustomerRoutes.CorsSetup>();
        return services.AddCors();
    }

    // A site's own settings lie over those for all.
    private static Dictionary<string, WidgetSiteOptions> SitesOf(IConfigurationSection widget)
    {
        var sites = new Dictionary<string, WidgetSiteOptions>(StringComparer.Ordinal);
        foreach (var section in widget.GetSection(nameof(WidgetOptions.Sites)).GetChildren())
        {
            var site = sites[section.Key] = new WidgetSiteOptions();
            widget.Bind(site);
            section.Bind(site);
        }

        return sites;
    }
}
