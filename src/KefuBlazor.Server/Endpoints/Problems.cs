using System.Globalization;
using KefuBlazor.Core;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Protocol;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KefuBlazor.Server.Endpoints;

/// <summary>Refusals as RFC 9457 problem details; their <c>code</c> is the wire's error code.</summary>
internal static class Problems
{
    /// <summary>The answer to a refusal of the system.</summary>
    public static ProblemHttpResult Of(HttpContext http, Error error)
    {
        SetRetryAfter(http, error.RetryAfter);
        return Of(StatusOf(error.Code), error.Code, error.Message);
    }

    /// <summary>An answer of this status.</summary>
    public static ProblemHttpResult Of(int status, ErrorCode code, string detail) => TypedResults.Problem(
        detail, statusCode: status, extensions: [new("code", WireNames.Of(code))]);

    /// <summary>There is no token or cookie, or none that counts.</summary>
    public static ProblemHttpResult Unauthenticated() =>
        Of(StatusCodes.Status401Unauthorized, ErrorCode.Unauthenticated, "Sign in first: the token is missing, unknown or over.");

    /// <summary>Whoever asks may not.</summary>
    public static ProblemHttpResult Forbidden(HttpContext http) => Of(
        StatusCodes.Status403Forbidden,
        ErrorCode.Forbidden,
        http.User.HasClaim(claim => claim.Type == AgentClaims.MustChangePassword)
            ? "The account must change its password first."
            : "This is not for you.");

    /// <summary>Tells the caller when to try again; whole seconds, rounded up.</summary>
    public static void SetRetryAfter(HttpContext http, TimeSpan? wait)
    {
        if (wait is { } time)
            http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Adds to problems that the framework made what ours have, and leaves out the one member that would make two answers to the same fault
    /// differ.
    /// </summary>
    public static void Complete(ProblemDetailsContext context)
    {
        context.ProblemDetails.Extensions.Remove("trace_id");
        if (context.ProblemDetails.Extensions.ContainsKey("code") || context.ProblemDetails.Status is not { } status)
            return;

        context.ProblemDetails.Extensions["code"] = WireNames.Of(CodeOf(status));
    }

    private static ErrorCode CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => ErrorCode.Unauthenticated,
        StatusCodes.Status403Forbidden => ErrorCode.Forbidden,
        StatusCodes.Status404NotFound => ErrorCode.NotFound,
        StatusCodes.Status413PayloadTooLarge => ErrorCode.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => ErrorCode.UnsupportedType,
        >= 500 => ErrorCode.Unavailable,
        _ => ErrorCode.BadRequest,
    };

    private static int StatusOf(ErrorCode code) => code switch
    {
        ErrorCode.BadRequest or ErrorCode.UnknownType => StatusCodes.Status400BadRequest,
        ErrorCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorCode.Forbidden or ErrorCode.Blocked => StatusCodes.Status403Forbidden,
        ErrorCode.NotFound => StatusCodes.Status404NotFound,
        ErrorCode.Conflict or ErrorCode.Closed => StatusCodes.Status409Conflict,
        ErrorCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorCode.UnsupportedType => StatusCodes.Status415UnsupportedMediaType,
        ErrorCode.RateLimited => StatusCodes.Status429TooManyRequests,
        ErrorCode.StorageFull => StatusCodes.Status507InsufficientStorage,
        ErrorCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
