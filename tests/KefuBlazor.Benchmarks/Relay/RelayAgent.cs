using KefuBlazor.Benchmarks.Wire;

namespace KefuBlazor.Benchmarks.Relay;

/// <summary>An agent's connection that counts what it is told.</summary>
internal abstract class RelayAgent() : RawWebSocket(receiveBuffer: 256 * 1024)
{
    private long _delivered;

    /// <summary>How many customers' texts came.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    protected void Count() => Volatile.Write(ref _delivered, _delivered + 1);
}
