using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace KefuBlazor.Browser.Tests.Fallback;

/// <summary>Lets one WebSocket through, both ways.</summary>
internal static class WebSocketRelay
{
    public static async Task RunAsync(HttpContext http, Uri server)
    {
        using var outward = new ClientWebSocket();
        foreach (var protocol in http.WebSockets.WebSocketRequestedProtocols)
            outward.Options.AddSubProtocol(protocol);
        var scheme = server.Scheme == Uri.UriSchemeHttps ? "wss" : "ws";
        var address = new UriBuilder(server) { Scheme = scheme, Path = http.Request.Path, Query = http.Request.QueryString.Value }.Uri;
        await outward.ConnectAsync(address, http.RequestAborted);
        using var inward = await http.WebSockets.AcceptWebSocketAsync(outward.SubProtocol);
        await Task.WhenAny(CopyAsync(inward, outward, http.RequestAborted), CopyAsync(outward, inward, http.RequestAborted));
    }

    private static async Task CopyAsync(WebSocket from, WebSocket to, CancellationToken aborted)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer.AsMemory(), aborted) is { MessageType: not WebSocketMessageType.Close } part)
                await to.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, aborted);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // One end is gone, and with it the other.
        }
    }
}
