using System.Net.WebSockets;

namespace KefuBlazor.Server.Sockets;

/// <summary>Why the server ends a connection.</summary>
/// <param name="Code">The close code that the peer is told.</param>
/// <param name="Reason">In words, for a developer.</param>
/// <param name="DropsQueue">Whether what still waits to be sent is thrown away rather than sent first.</param>
/// <param name="LastFrame">A frame that is still sent right before the close; empty: none.</param>
internal sealed record SocketClose(int Code, string Reason, bool DropsQueue, ReadOnlyMemory<byte> LastFrame = default)
{
    /// <summary>The peer closed; it is answered in kind.</summary>
    public static SocketClose Answer { get; } = new((int)WebSocketCloseStatus.NormalClosure, string.Empty, DropsQueue: true);

    public static SocketClose Draining(ReadOnlyMemory<byte> bye) => new(1001, "the server is stopping", DropsQueue: false, bye);

    public static SocketClose TooLarge { get; } = new(1009, "message too large", DropsQueue: true);

    public static SocketClose Failed { get; } = new(1011, "internal error", DropsQueue: true);

    public static SocketClose Binary { get; } = new(4400, "binary message", DropsQueue: false);

    public static SocketClose TooManyBadRequests { get; } = new(4400, "too many bad requests", DropsQueue: false);

    public static SocketClose SignInOver { get; } = new(4401, "sign-in is over", DropsQueue: true);

    public static SocketClose Silent { get; } = new(4408, "nothing heard", DropsQueue: true);

    public static SocketClose Unfinished { get; } = new(4408, "message unfinished", DropsQueue: true);

    public static SocketClose TooManyRateLimited { get; } = new(4429, "too many sends", DropsQueue: false);

    public static SocketClose SlowReader { get; } = new(4430, "reader too slow", DropsQueue: true);
}
