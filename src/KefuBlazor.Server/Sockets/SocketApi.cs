using System.Net.WebSockets;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Presence;
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

    private static async Task<IResult> ConnectAsync(
        HttpContext http,
        Handshake handshake,
        SocketRegistry registry,
        SocketServices services,
        IPresence presence,
        IAgentTokenService tokens,
        IChatHub hub)
    {
        var result = await handshake.DecideAsync(http);
        if (result.Participant is not { } participant)
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
        var signIn = result.SignInId is { } id ? new SocketSignIn(id, tokens, hub, services.Time) : null;
        await ServeAsync(http, socket, participant, signIn, result.VisitorToken, registry, services, presence);
        return Results.Empty;
    }

    private static async Task ServeAsync(
        HttpContext http,
        WebSocket socket,
        Participant participant,
        SocketSignIn? signIn,
        string? visitorToken,
        SocketRegistry registry,
        SocketServices services,
        IPresence presence)
    {
        var heard = http.Features.GetRequiredFeature<LastHeard>();
        await using var connection = new SocketConnection(NewId(), participant, socket, heard, signIn, services);
        connection.Subscribe();
        await using var present = await presence.ConnectAsync(participant);
        registry.Add(connection);
        try
        {
            await connection.RunAsync(visitorToken);
        }
        finally
        {
            registry.Remove(connection);
        }
    }

    private static string NewId() => Guid.CreateVersion7().ToString("N");
}
