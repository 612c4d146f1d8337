using KefuBlazor.Core;
using KefuBlazor.Server.Endpoints;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace KefuBlazor.Server.Sockets;

/// <summary><c>/ws</c>: customers' and agents' live connections.</summary>
internal static class SocketApi
{
    public const string Path = "/ws";

    // A day: pings are sent, but it is the sweep that ends who does not answer, with a close code.
    private static readonly TimeSpan NeverByItself = TimeSpan.FromDays(1);

    public static void MapSocketApi(this IEndpointRouteBuilder routes) =>
        routes.Map(Path, ConnectAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> ConnectAsync(HttpContext http, Handshake handshake, ConnectionHost host, SocketServices services)
    {
        if (!http.WebSockets.IsWebSocketRequest)
            return Problems.Of(StatusCodes.Status400BadRequest, ErrorCode.BadRequest, "This address speaks WebSocket.");

        var result = await handshake.DecideAsync(http, SocketHello.Read(http));
        if (result.Participant is null)
        {
            Problems.SetRetryAfter(http, result.RetryAfter);
            return result.Refusal!;
        }

        using var places = result.Places;
        // A slow reader is dropped by the bounded queue, with a close code, not by the rate at which it takes an answer.
        if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;

        var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = http.WebSockets.WebSocketRequestedProtocols.Contains(SocketHello.Protocol) ? SocketHello.Protocol : null,
            KeepAliveInterval = services.Options.PingInterval,
            KeepAliveTimeout = NeverByItself,
        });
        var heard = http.Features.GetRequiredFeature<LastHeard>();
        await host.ServeAsync(ConnectionHost.NewId(), new Carrier(socket, heard, services.Options.SilenceTimeout), result);
        return Results.Empty;
    }
}
