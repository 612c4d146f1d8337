using Microsoft.AspNetCore.Components.Server.Circuits;

namespace KefuBlazor.Server.Health;

/// <summary>How many circuits this node holds, those whose browser may still come back included.</summary>
internal sealed class CircuitCount : CircuitHandler
{
    private int _open;

    public int Open => Volatile.Read(ref _open);

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _open);
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref _open);
        return Task.CompletedTask;
    }
}
