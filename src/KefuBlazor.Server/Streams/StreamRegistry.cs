using System.Collections.Concurrent;
using System.Text;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Streams;

namespace KefuBlazor.Server.Streams;

/// <summary>
/// Finds the event stream that a frame is for: here, or on another node, which is asked over the hub and takes or refuses the frame. A frame is
/// always handled by the node that holds the stream, so that its limits and its order are one connection's.
/// </summary>
internal sealed class StreamRegistry(IChatHub hub, IBackplane backplane, TimeProvider time)
{
    /// <summary>So long another node has to answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Held> _here = new(StringComparer.Ordinal);

    /// <summary>Has frames for a stream find it until the result is disposed.</summary>
    public IDisposable Add(string connectionId, string customerId, StreamSocket socket)
    {
        var held = new Held(this, connectionId, customerId, socket);
        held.Listen(hub.Subscribe(StreamFrameSent.TopicOf(connectionId), @event => Answer(held, (StreamFrameSent)@event)));
        _here[connectionId] = held;
        return held;
    }

    /// <summary>Brings a frame to a customer's stream.</summary>
    public async ValueTask<StreamDelivery> SendAsync(
        string connectionId, string customerId, ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        if (_here.TryGetValue(connectionId, out var held))
            return held.Take(customerId, frame);
        if (!backplane.HasOthers)
            return StreamDelivery.Unknown;
        return backplane.IsUp ? await AskAsync(connectionId, customerId, frame, cancellationToken) : StreamDelivery.Unreachable;
    }

    private async Task<StreamDelivery> AskAsync(
        string connectionId, string customerId, ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        var request = Guid.NewGuid().ToString("N");
        var answer = new TaskCompletionSource<StreamDelivery>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = hub.Subscribe(
            StreamFrameAnswered.TopicOf(request), @event => answer.TrySetResult(((StreamFrameAnswered)@event).Delivery));
        hub.Publish(
            StreamFrameSent.TopicOf(connectionId),
            new StreamFrameSent(connectionId, customerId, request, Encoding.UTF8.GetString(frame.Span)));
        try
        {
            return await answer.Task.WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Nobody has it, or a word was lost. Connecting again is right in both cases: what is sent again is stored once.
            return StreamDelivery.Unknown;
        }
    }

    private void Answer(Held held, StreamFrameSent sent) => hub.Publish(
        StreamFrameAnswered.TopicOf(sent.RequestId),
        new StreamFrameAnswered(sent.RequestId, held.Take(sent.CustomerId, Encoding.UTF8.GetBytes(sent.Frame))));

    private sealed class Held(StreamRegistry registry, string connectionId, string customerId, StreamSocket socket) : IDisposable
    {
        private IDisposable? _listening;

        public void Listen(IDisposable subscription) => _listening = subscription;

        public StreamDelivery Take(string sender, ReadOnlyMemory<byte> frame) =>
            sender != customerId ? StreamDelivery.Unknown : socket.Take(frame) switch
            {
                true => StreamDelivery.Taken,
                false => StreamDelivery.Full,
                null => StreamDelivery.Unknown,
            };

        public void Dispose()
        {
            registry._here.TryRemove(connectionId, out _);
            _listening?.Dispose();
        }
    }
}
