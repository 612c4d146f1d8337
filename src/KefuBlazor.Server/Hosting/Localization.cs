using Microsoft.AspNetCore.Localization;

namespace KefuBlazor.Server.Hosting;

/// <summary>Which language a page is in.</summary>
internal static class Localization
{
    /// <summary>The first is what everybody gets who asks for neither.</summary>
    public static readonly string[] Cultures = ["zh-CN", "en"];

    public static IServiceCollection AddKefuLocalization(this IServiceCollection services) => services
        .AddLocalization()
        .Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Cultures[0]).AddSupportedCultures(Cultures).AddSupportedUICultures(Cultures);
            // The switch on the page first, then the browser's preference.
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
}
