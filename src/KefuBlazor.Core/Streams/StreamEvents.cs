using System.Text.Json.Serialization;
using KefuBlazor.Core.Hub;

namespace KefuBlazor.Core.Streams;

/// <summary><c>stream.frame_sent</c>: a node was sent a frame for an event stream that another node holds.</summary>
/// <param name="ConnectionId">The stream.</param>
/// <param name="CustomerId">Who sent it: nobody else's stream takes it.</param>
/// <param name="RequestId">Names this delivery.</param>
/// <param name="Frame">The frame, as it came.</param>
public sealed record StreamFrameSent(string ConnectionId, string CustomerId, string RequestId, string Frame)
{
    /// <summary>Where the node that holds a stream listens.</summary>
    public static Topic TopicOf(string connectionId) => new("stream", connectionId);
}

/// <summary><c>stream.frame_answered</c>: what the node that holds the stream says to it.</summary>
/// <param name="RequestId">Names the delivery.</param>
/// <param name="Delivery">What became of it.</param>
public sealed record StreamFrameAnswered(string RequestId, StreamDelivery Delivery)
{
    /// <summary>Where the node that was sent the frame waits.</summary>
    public static Topic TopicOf(string requestId) => new("stream_request", requestId);
}

/// <summary>What became of a frame for an event stream.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StreamDelivery>))]
public enum StreamDelivery
{
    /// <summary>It is handled; the stream tells the answer.</summary>
    Taken,

    /// <summary>Too many wait already.</summary>
    Full,

    /// <summary>There is no such stream of this customer.</summary>
    Unknown,

    /// <summary>It may be on another node, which cannot be asked now.</summary>
    Unreachable,
}
