using KefuBlazor.Server.Identity;

namespace KefuBlazor.Server.Health;

/// <summary>
/// Whether the process lives, and whether it should be sent requests: for anybody, and the answers tell nothing else. How it is in full: for
/// admins, and for programs on the same machine.
/// </summary>
internal static class HealthApi
{
    public static void MapHealthApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").AllowAnonymous().ExcludeFromDescription();
        group.MapGet("/live", () => TypedResults.Json(new HealthBody("live")));
        group.MapGet("/ready", ReadyAsync);
        routes.MapGet("/health", ReportAsync).RequireAuthorization(Policies.Operator).ExcludeFromDescription();
    }

    private static async Task<IResult> ReportAsync(HealthReporter reporter, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(await reporter.LookAsync(http.RequestAborted));
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness) => await readiness.IsReadyAsync()
        ? TypedResults.Json(new HealthBody("ready"))
        : TypedResults.Json(new HealthBody("unready"), statusCode: StatusCodes.Status503ServiceUnavailable);
}

/// <summary>How it is.</summary>
internal sealed record HealthBody(string Status);
