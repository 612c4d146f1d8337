using System.Buffers;
using System.Net.WebSockets;
using KefuBlazor.Core;
using KefuBlazor.Core.Protocol;

namespace KefuBlazor.Server.Sockets;

/// <summary>
/// Reads what one client sends, message by message, within the limits of size and kind, and has each answered before it reads the next.
/// Between messages it holds no buffer.
/// </summary>
internal sealed class SocketReceiver(SocketConnection connection, IFrameDispatcher dispatcher, SocketOptions options, TimeProvider time)
{
    private const int FirstBuffer = 4096;

    private readonly FrameSource _source = new(connection.Participant, connection.Id);
    private readonly RefusalCounter _badRequests = new(time, options.BadRequestsPerTenSeconds);
    private readonly RefusalCounter _rateLimited = new(time, options.RateLimitedPerTenSeconds);
    private long _messageBegan;
    private volatile bool _dispatching;

    /// <summary>When the message began that is being read, as a timestamp of the clock; null between messages.</summary>
    public long? MessageBegan => Volatile.Read(ref _messageBegan) is var began and not 0 ? began : null;

    /// <summary>Whether a message is being handled, so that the connection is not being read from.</summary>
    public bool IsDispatching => _dispatching;

    /// <summary>Reads until the peer closes. Ends with an exception where the connection breaks.</summary>
    public async Task RunAsync(CancellationToken aborted)
    {
        // The wait for the next message needs no buffer: a read of zero bytes ends when there is something to read.
        while (connection.Socket.State is WebSocketState.Open or WebSocketState.CloseSent
            && await connection.Socket.ReceiveAsync(Memory<byte>.Empty, aborted) is { MessageType: not WebSocketMessageType.Close } head)
        {
            if (head.MessageType == WebSocketMessageType.Binary)
                connection.Close(SocketClose.Binary);

            if (connection.IsClosing)
            {
                await DiscardAsync(aborted);
                return;
            }

            Volatile.Write(ref _messageBegan, time.GetTimestamp());
            await ReadMessageAsync(head.EndOfMessage, aborted);
            Volatile.Write(ref _messageBegan, 0);
        }
    }

    private async Task ReadMessageAsync(bool empty, CancellationToken aborted)
    {
        ValueTask<FrameReply> reply;
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var length = 0;
            for (var whole = empty; !whole;)
            {
                if (length == buffer.Length)
                    buffer = Grow(buffer);

                var part = await connection.Socket.ReceiveAsync(buffer.AsMemory(length), aborted);
                length += part.Count;
                whole = part.EndOfMessage;
                if (part.MessageType == WebSocketMessageType.Close)
                    return;

                if (length > options.MaxMessageBytes)
                {
                    connection.Close(SocketClose.TooLarge);
                    return;
                }
            }

            // What arrives after the end was decided is not done any more.
            if (connection.IsClosing || !await connection.CountUseAsync(aborted))
                return;
            Volatile.Write(ref _messageBegan, 0);
            _dispatching = true;
            reply = dispatcher.DispatchAsync(_source, buffer.AsMemory(0, length), aborted);
        }
        finally
        {
            // Before the answer is there: as many buffers as messages that wait for a commit would be more than the pool keeps.
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Answer(await reply);
    }

    private void Answer(FrameReply reply)
    {
        _dispatching = false;
        if (!reply.Utf8.IsEmpty)
            connection.Send(reply.Utf8);

        if (reply.Error == ErrorCode.BadRequest && _badRequests.Add())
            connection.Close(SocketClose.TooManyBadRequests);
        else if (reply.Error == ErrorCode.RateLimited && _rateLimited.Add())
            connection.Close(SocketClose.TooManyRateLimited);
    }

    // The close frame is on its way; reading on lets it arrive, since closing a connection with unread bytes would cut it off.
    private async Task DiscardAsync(CancellationToken aborted)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            while (await connection.Socket.ReceiveAsync(buffer.AsMemory(), aborted) is { MessageType: not WebSocketMessageType.Close })
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger.AsSpan());
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
