using System.Net.WebSockets;
using System.Threading.Channels;
using KefuBlazor.Core.Protocol;

namespace KefuBlazor.Server.Sockets;

/// <summary>
/// Writes what one connection is told: the only one to do so. Events and frames wait in a bounded queue, so that whoever publishes never
/// waits for a peer; a peer that lets it run over is dropped and catches up when it comes back.
/// </summary>
internal sealed class SocketWriter(WebSocket socket, IConnectionFeed feed, SocketOptions options)
{
    // Hub events as they are; answers as Frame.
    private readonly Channel<object> _queue =
        Channel.CreateBounded<object>(new BoundedChannelOptions(options.OutboundQueue) { SingleReader = true });

    private SocketClose? _close;
    private int _waitingBytes;

    /// <summary>Why the server ends the connection; null while it does not.</summary>
    public SocketClose? Closing => Volatile.Read(ref _close);

    /// <summary>Queues an event of the hub.</summary>
    /// <returns>False if there is no room, or the connection is closing.</returns>
    public bool TryEnqueue(object @event) => _queue.Writer.TryWrite(@event);

    /// <summary>Queues a frame that is ready to be sent.</summary>
    /// <returns>False if there is no room, or the connection is closing.</returns>
    public bool TrySend(ReadOnlyMemory<byte> utf8) =>
        Interlocked.Add(ref _waitingBytes, utf8.Length) <= options.OutboundBytes && _queue.Writer.TryWrite(new Frame(utf8));

    /// <summary>Takes no more, and has <see cref="RunAsync"/> send the close frame. The first reason stays.</summary>
    /// <returns>Whether this was the first.</returns>
    public bool TryClose(SocketClose close)
    {
        if (Interlocked.CompareExchange(ref _close, close, null) is not null)
            return false;

        _queue.Writer.TryComplete();
        return true;
    }

    /// <summary>Writes the welcome and then what is queued until the connection is to be closed, and then the close frame.</summary>
    /// <param name="visitorToken">The secret that the welcome tells, of a customer who has just been made; else null.</param>
    /// <param name="aborted">Gives up at once.</param>
    public async Task RunAsync(string? visitorToken, CancellationToken aborted)
    {
        try
        {
            await SendAsync(await feed.WelcomeAsync(visitorToken, aborted), aborted);
            await WriteQueueAsync(aborted);
        }
        catch (Exception exception) when (IsOwnFault(exception))
        {
            // What could not be told is in the store; the peer fetches it when it is back.
            TryClose(SocketClose.Failed);
            await CloseAsync(SocketClose.Failed, aborted);
            throw;
        }

        await CloseAsync(Closing ?? SocketClose.Answer, aborted);
    }

    private async Task CloseAsync(SocketClose close, CancellationToken aborted)
    {
        if (!close.LastFrame.IsEmpty)
            await SendAsync(close.LastFrame, aborted);
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await socket.CloseOutputAsync((WebSocketCloseStatus)close.Code, close.Reason, aborted);
    }

    private async Task WriteQueueAsync(CancellationToken aborted)
    {
        // Not given up by a token, whose registration would cost something for each message: whoever cuts off the connection closes first.
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (_queue.Reader.TryRead(out var item))
            {
                if (Closing is { DropsQueue: true })
                    return;

                if (item is Frame frame)
                {
                    Interlocked.Add(ref _waitingBytes, -frame.Utf8.Length);
                    await SendAsync(frame.Utf8, aborted);
                }
                else
                {
                    await WriteEventAsync(item, aborted);
                }
            }
        }
    }

    private async Task WriteEventAsync(object @event, CancellationToken aborted)
    {
        var frames = await feed.TranslateAsync(@event, aborted);
        for (var i = 0; i < frames.Count; i++)
        {
            if (Closing is { DropsQueue: true })
                return;

            await SendAsync(frames[i], aborted);
        }
    }

    private static bool IsOwnFault(Exception exception) =>
        exception is not (WebSocketException or OperationCanceledException or IOException or ObjectDisposedException);

    private ValueTask SendAsync(ReadOnlyMemory<byte> utf8, CancellationToken aborted) =>
        socket.SendAsync(utf8, WebSocketMessageType.Text, endOfMessage: true, aborted);

    private sealed record Frame(ReadOnlyMemory<byte> Utf8);
}
