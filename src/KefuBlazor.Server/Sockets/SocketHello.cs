using KefuBlazor.Core.Customers;
using KefuBlazor.Server.Identity;

namespace KefuBlazor.Server.Sockets;

/// <summary>What a client says of itself when it asks for a connection. None of it is believed yet.</summary>
/// <param name="UserType"><c>kehu</c> or <c>kefu</c>, if it is anything sensible.</param>
/// <param name="UserId">Who it says it is.</param>
/// <param name="Secret">Its token.</param>
/// <param name="Device">What it runs on.</param>
internal sealed record SocketHello(string? UserType, string? UserId, string? Secret, CustomerDevice Device)
{
    /// <summary>The protocol that the server selects where it is offered.</summary>
    public const string Protocol = "kefu.v1";

    private const string TokenPrefix = "token.";

    /// <summary>What a customer calls itself.</summary>
    public const string Customer = "kehu";

    public bool IsCustomer => UserType == Customer;

    /// <param name="http">The request.</param>
    /// <param name="userType">What it can only be, where it need not say so.</param>
    public static SocketHello Read(HttpContext http, string? userType = null)
    {
        var query = http.Request.Query;
        userType ??= query["user_type"];
        return new SocketHello(userType, NullIfEmpty(query["user_id"]), SecretOf(http, userType), DeviceOf(http.Request));
    }

    /// <summary>A subprotocol first, then the header; in the query only an agent's, as older programs send it.</summary>
    private static string? SecretOf(HttpContext http, string? userType)
    {
        var offered = http.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(
            protocol => protocol.StartsWith(TokenPrefix, StringComparison.Ordinal));
        return NullIfEmpty(offered?[TokenPrefix.Length..])
            ?? BearerHandler.TokenOf(http.Request)
            ?? (userType == "kefu" ? NullIfEmpty(http.Request.Query["session_token"]) : null);
    }

    private static CustomerDevice DeviceOf(HttpRequest request) => new(
        NullIfEmpty(request.Headers.UserAgent),
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).FirstOrDefault()?.Value.ToString());

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
