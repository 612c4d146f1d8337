using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Presence;

namespace KefuBlazor.Server.Sockets;

/// <summary>Serves a connection from its handshake to its end, whatever carries it.</summary>
internal sealed class ConnectionHost(
    SocketRegistry registry, SocketServices services, IPresence presence, IAgentTokenService tokens, IChatHub hub)
{
    /// <summary>A name that no other connection has.</summary>
    public static string NewId() => Guid.CreateVersion7().ToString("N");

    /// <param name="id">The connection's.</param>
    /// <param name="carrier">What carries it.</param>
    /// <param name="admitted">Who it is.</param>
    public async Task ServeAsync(string id, Carrier carrier, HandshakeResult admitted)
    {
        var participant = admitted.Participant!;
        var signIn = admitted.SignInId is { } signInId ? new SocketSignIn(signInId, tokens, hub, services.Time) : null;
        await using var connection = new SocketConnection(id, participant, carrier, signIn, services);
        connection.Subscribe();
        await using var present = await presence.ConnectAsync(participant);
        registry.Add(connection);
        try
        {
            await connection.RunAsync(admitted.VisitorToken);
        }
        finally
        {
            registry.Remove(connection);
        }
    }
}
