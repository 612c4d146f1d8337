using Microsoft.AspNetCore.Components.Server.Circuits;

namespace KefuBlazor.Components.Presence;

/// <summary>Tells the presence of a circuit's agent when its browser comes and goes.</summary>
internal sealed class DeskCircuit(DeskPresence presence) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => presence.ConnectedAsync();

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => presence.DisconnectedAsync();

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken) => presence.DisconnectedAsync();
}
