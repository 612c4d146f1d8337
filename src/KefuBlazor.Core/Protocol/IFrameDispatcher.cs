using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Protocol;

/// <summary>Where a frame came from.</summary>
/// <param name="Participant">Who the connection is, as it was authenticated.</param>
/// <param name="ConnectionId">Names the connection, so that it is not told of its own doings.</param>
public sealed record FrameSource(Participant Participant, string ConnectionId);

/// <summary>What a frame is answered with.</summary>
/// <param name="Utf8">The frame to send back; empty where nothing is to be said.</param>
/// <param name="Error">Why it was refused; null where it was not.</param>
public readonly record struct FrameReply(ReadOnlyMemory<byte> Utf8, ErrorCode? Error);

/// <summary>From a client's frame to the service that does it, and back to the answer.</summary>
public interface IFrameDispatcher
{
    /// <summary>
    /// Handles one frame of a client. It never throws for what a client sent; what goes wrong inside is logged and answered
    /// <see cref="ErrorCode.Unavailable"/>.
    /// </summary>
    /// <param name="source">Where it came from.</param>
    /// <param name="utf8">The frame; it is read before the call returns, so that its buffer is free while the answer is waited for.</param>
    /// <param name="cancellationToken">The connection ended.</param>
    ValueTask<FrameReply> DispatchAsync(FrameSource source, ReadOnlyMemory<byte> utf8, CancellationToken cancellationToken);
}
