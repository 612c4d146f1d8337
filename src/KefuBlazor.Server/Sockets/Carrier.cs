using System.Net.WebSockets;

namespace KefuBlazor.Server.Sockets;

/// <summary>What carries a connection: a WebSocket, or an event stream that behaves like one.</summary>
/// <param name="Socket">Reads and writes frames.</param>
/// <param name="Heard">When something last came from the peer.</param>
/// <param name="SilenceTimeout">So long nothing may come.</param>
/// <param name="SaysItsName">Whether the welcome tells the connection's id, since the peer has to name it.</param>
internal sealed record Carrier(WebSocket Socket, LastHeard Heard, TimeSpan SilenceTimeout, bool SaysItsName = false);
