using System.Globalization;
using KefuBlazor.Server.Hosting;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace KefuBlazor.Server.Logging;

/// <summary>Logs to the console for people and to a file, as JSON, for programs.</summary>
internal static class LogSetup
{
    private const string Line = "{Timestamp:HH:mm:ss.fff} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    /// <summary>
    /// What would write secrets or what people type, at the levels that an operator may choose: request URLs with their queries,
    /// well-formed or not, the arguments of calls between a page and its circuit, and the tokens that name circuits' connections.
    /// </summary>
    private static readonly string[] Muted =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics",
        "Microsoft.AspNetCore.SignalR",
        "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.Server.Kestrel.BadRequests",
    ];

    public static void AddKefuLogging(this WebApplicationBuilder builder)
    {
        builder.Services.AddCheckedOptions<LogOptions>(LogOptions.Section);
        var options = builder.Configuration.GetSection(LogOptions.Section).Get<LogOptions>() ?? new LogOptions();
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            .ReadFrom.Configuration(builder.Configuration)
            .Filter.ByExcluding(IsMuted)
            .WriteTo.Async(to => to.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture));
        if (options.Path.Length > 0)
        {
            configuration.WriteTo.Async(to => to.File(
                new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture),
                options.Path,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: options.KeptFiles == 0 ? null : options.KeptFiles));
        }

        // Serilog alone decides about levels, so that there is one place to set them.
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddSerilog(configuration.CreateLogger(), dispose: true);
        foreach (var category in Muted)
            builder.Logging.AddFilter(category, LogLevel.Warning);
    }

    private static bool IsMuted(LogEvent entry) =>
        entry.Level < LogEventLevel.Warning
        && entry.Properties.GetValueOrDefault(Constants.SourceContextPropertyName) is ScalarValue { Value: string source }
        && Muted.Any(category => source.StartsWith(category, StringComparison.Ordinal));
}
