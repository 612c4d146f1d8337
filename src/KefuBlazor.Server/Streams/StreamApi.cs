using System.Runtime.InteropServices;
using System.Security.Claims;
using System.Text.Json;
using KefuBlazor.Core;
using KefuBlazor.Core.Streams;
using KefuBlazor.Server.Endpoints;
using KefuBlazor.Server.Identity;
using KefuBlazor.Server.Sockets;
using KefuBlazor.Server.Widget;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace KefuBlazor.Server.Streams;

/// <summary>
/// A customer's connection where something on the way lets no WebSocket through: what the server says is an event stream, what the customer
/// says are requests.
/// </summary>
internal static class StreamApi
{
    private static readonly TimeSpan RetryWhenFull = TimeSpan.FromSeconds(1);

    public static void MapStreamApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/kehu").ForCustomers().WithTags("Customers");
        group.MapGet("/events", ServeAsync).AllowAnonymous()
            .WithSummary("The server's frames as an event stream, the first of them a welcome with connection_id.");
        group.MapPost("/frames", SendAsync).RequireAuthorization(Policies.Customer)
            .WithSummary("A frame of the customer for an event stream, which tells the answer; 404: the stream is over.");
    }

    private static async Task<IResult> ServeAsync(
        HttpContext http, Handshake handshake, StreamRegistry streams, ConnectionHost host, SocketServices services)
    {
        var result = await handshake.DecideAsync(http, SocketHello.Read(http, SocketHello.Customer));
        if (result.Participant is not { } participant)
        {
            Problems.SetRetryAfter(http, result.RetryAfter);
            return result.Refusal!;
        }

        using var places = result.Places;
        Begin(http);
        var heard = new LastHeard(services.Time);
        using var socket = new StreamSocket(http, heard, services.Options, services.Time);
        var id = ConnectionHost.NewId();
        using var reachable = streams.Add(id, participant.Id, socket);
        await host.ServeAsync(id, new Carrier(socket, heard, services.Options.StreamSilenceTimeout, SaysItsName: true), result);
        return Results.Empty;
    }

    // Nothing on the way is to gather what is said, or to think that it is over because little is.
    private static void Begin(HttpContext http)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store, no-transform";
        http.Response.Headers["X-Accel-Buffering"] = "no";
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> SendAsync(
        StreamFrameBody body, ClaimsPrincipal user, HttpContext http, StreamRegistry streams, CancellationToken cancellationToken)
    {
        if (body is not { ConnectionId: { } connection, Frame.ValueKind: not JsonValueKind.Undefined })
            return Problems.Of(StatusCodes.Status400BadRequest, ErrorCode.BadRequest, "connection_id and frame are missing.");

        var delivery = await streams.SendAsync(connection, user.ToCaller().Id, JsonMarshal.GetRawUtf8Value(body.Frame).ToArray(), cancellationToken);
        return delivery switch
        {
            StreamDelivery.Taken => TypedResults.Accepted((string?)null),
            StreamDelivery.Full => Problems.Of(http, new Error(ErrorCode.RateLimited, "Too many frames wait.", RetryWhenFull)),
            StreamDelivery.Unreachable => Problems.Of(http, new Error(ErrorCode.Unavailable, "The stream cannot be reached now.", RetryWhenFull)),
            _ => Problems.Of(StatusCodes.Status404NotFound, ErrorCode.NotFound, "There is no such stream: connect again."),
        };
    }
}

/// <summary>A frame of a customer, and the stream that is to tell the answer.</summary>
internal sealed record StreamFrameBody(string? ConnectionId, JsonElement Frame);
