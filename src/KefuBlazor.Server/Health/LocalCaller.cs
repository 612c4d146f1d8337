using System.Net;

namespace KefuBlazor.Server.Health;

/// <summary>Knows a request that was made on this very machine from one that a proxy on it passes on.</summary>
internal static class LocalCaller
{
    // Named as they come and as the middleware leaves them behind.
    private static readonly string[] Forwarding =
        ["Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Original-For", "X-Original-Proto", "X-Real-IP", "Via"];

    public static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !Forwarding.Any(http.Request.Headers.ContainsKey);
}
