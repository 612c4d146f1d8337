namespace KefuBlazor.Server.Sockets;

/// <summary>
/// When the last byte came from a peer. Pongs are seen here and nowhere else, since the WebSocket keeps them to itself.
/// </summary>
internal sealed class LastHeard(TimeProvider time)
{
    private long _timestamp = time.GetTimestamp();

    /// <summary>A timestamp of the clock.</summary>
    public long Timestamp => Volatile.Read(ref _timestamp);

    public void Now() => Volatile.Write(ref _timestamp, time.GetTimestamp());
}
