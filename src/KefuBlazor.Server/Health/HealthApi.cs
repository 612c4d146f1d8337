namespace KefuBlazor.Server.Health;

/// <summary>Whether the process lives, and whether it should be sent requests. For anybody: the answers tell nothing else.</summary>
internal static class HealthApi
{
    public static void MapHealthApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").AllowAnonymous().ExcludeFromDescription();
        group.MapGet("/live", () => TypedResults.Json(new HealthBody("live")));
        group.MapGet("/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness) => await readiness.IsReadyAsync()
        ? TypedResults.Json(new HealthBody("ready"))
        : TypedResults.Json(new HealthBody("unready"), statusCode: StatusCodes.Status503ServiceUnavailable);
}

/// <summary>How it is.</summary>
internal sealed record HealthBody(string Status);
