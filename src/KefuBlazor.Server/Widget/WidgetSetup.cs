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
        });
        services.AddSingleton<Origins>();
        services.AddSingleton<WidgetFiles>();
        services.AddTransient<IConfigureOptions<CorsOptions>, CustomerRoutes.CorsSetup>();
        return services.AddCors();
    }
}
