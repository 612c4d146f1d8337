using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using KefuBlazor.Core.Protocol;
using KefuBlazor.Server.Health;

namespace KefuBlazor.Server.Endpoints;

/// <summary>Puts the HTTP API together.</summary>
internal static class ApiSetup
{
    private const string OpenApiSetting = "OpenApi:Enabled";

    public static IServiceCollection AddKefuApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            options.SerializerOptions.AllowDuplicateProperties = false;
            options.SerializerOptions.Converters.Add(new WireTimeConverter());
        });

        // A malformed body is the caller's fault, in Development too: a status, not an exception.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Problems.Complete);
        services.AddKefuHealth();
        return services.AddOpenApi();
    }

    public static void MapKefuApi(this WebApplication app)
    {
        app.MapAgentApi();
        app.MapSessionApi();
        app.MapTranscriptApi();
        app.MapMessageApi();
        app.MapAttachmentApi();
        app.MapCustomerApi();
        app.MapConnectedCustomersApi();
        app.MapHealthApi();
        if (app.Configuration.GetValue(OpenApiSetting, app.Environment.IsDevelopment()))
            app.MapOpenApi().AllowAnonymous();
    }

    /// <summary>Gives statuses that come without a body one; pages have their own.</summary>
    public static void UseApiProblems(this WebApplication app) =>
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api"), api => api.UseStatusCodePages());
}
