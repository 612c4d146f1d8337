using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using KefuBlazor.Server.Sockets;

namespace KefuBlazor.Server.Streams;

/// <summary>
/// An event stream and the requests that belong to it, in the guise of a WebSocket: so one code serves both, with the same limits, queues,
/// welcomes and closings. A close is an event of that name, after which the stream ends.
/// </summary>
internal sealed class StreamSocket : WebSocket
{
    private readonly HttpContext _http;
    private readonly LastHeard _heard;
    private readonly Channel<ReadOnlyMemory<byte>> _frames;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenRegistration _gone;
    private readonly ITimer _ping;
    private ReadOnlyMemory<byte> _unread;
    private volatile WebSocketState _state = WebSocketState.Open;

    public StreamSocket(HttpContext http, LastHeard heard, SocketOptions options, TimeProvider time)
    {
        (_http, _heard) = (http, heard);
        _frames = Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(options.StreamInboundQueue) { SingleReader = true });
        _gone = http.RequestAborted.Register(() => End(new WebSocketException(WebSocketError.ConnectionClosedPrematurely)));
        _ping = time.CreateTimer(_ => _ = PingAsync(), null, options.PingInterval, options.PingInterval);
    }

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => _state;

    public override string? SubProtocol => null;

    /// <summary>Takes a frame that came for it.</summary>
    /// <returns>Null if it is closing or over; false if too many wait.</returns>
    public bool? Take(ReadOnlyMemory<byte> utf8)
    {
        if (_state != WebSocketState.Open)
            return null;

        _heard.Now();
        return _frames.Writer.TryWrite(utf8);
    }

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_unread.IsEmpty && !(await _frames.Reader.WaitToReadAsync(cancellationToken) && _frames.Reader.TryRead(out _unread)))
            return new(0, WebSocketMessageType.Close, endOfMessage: true);

        var count = Math.Min(buffer.Length, _unread.Length);
        _unread[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return new(count, WebSocketMessageType.Text, endOfMessage: _unread.IsEmpty);
    }

    /// <summary>Writes a frame, whole and of one line as all of them are, as an event.</summary>
    public override async ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await WriteAsync(cancellationToken, "data: "u8.ToArray(), buffer, "\n\n"u8.ToArray());
        }
        finally
        {
            _writing.Release();
        }
    }

    public override async Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        var reason = JsonEncodedText.Encode(statusDescription ?? string.Empty);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await WriteAsync(
                cancellationToken, Encoding.UTF8.GetBytes($"event: close\ndata: {{\"code\":{(int)closeStatus},\"reason\":\"{reason}\"}}\n\n"));
        }
        finally
        {
            _writing.Release();
            // There is no answer to wait for: what comes now is for another stream.
            _state = WebSocketState.CloseSent;
            End(null);
        }
    }

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override void Abort()
    {
        _state = WebSocketState.Aborted;
        _http.Abort();
    }

    public override void Dispose()
    {
        _ping.Dispose();
        _gone.Dispose();
        if (_state == WebSocketState.Open)
            Abort();
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var part = await ReceiveAsync(buffer.AsMemory(), cancellationToken);
        return new(part.Count, part.MessageType, part.EndOfMessage);
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();

    private void End(Exception? why)
    {
        if (why is not null && _state == WebSocketState.Open)
            _state = WebSocketState.Aborted;
        _frames.Writer.TryComplete(why);
    }

    /// <summary>A comment, so that nothing on the way thinks the stream dead. While something is being written it needs none.</summary>
    private async Task PingAsync()
    {
        if (!await _writing.WaitAsync(0))
            return;
        try
        {
            if (_state == WebSocketState.Open)
                await WriteAsync(CancellationToken.None, ":\n\n"u8.ToArray());
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            End(exception);
        }
        finally
        {
            _writing.Release();
        }
    }

    // Waits while the peer does not read: that is what fills the connection's own queue, which is bounded.
    private async ValueTask WriteAsync(CancellationToken cancellationToken, params ReadOnlyMemory<byte>[] parts)
    {
        foreach (var part in parts)
            _http.Response.BodyWriter.Write(part.Span);
        if ((await _http.Response.BodyWriter.FlushAsync(cancellationToken)).IsCompleted)
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
    }
}
