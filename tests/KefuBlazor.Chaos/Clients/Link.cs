using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace KefuBlazor.Chaos.Clients;

/// <summary>One WebSocket of a client.</summary>
internal sealed class Link : IDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _aborted = new();
    private byte[] _buffer = new byte[4096];

    private Link(ClientWebSocket socket, int number)
    {
        _socket = socket;
        Number = number;
        _ = WriteAsync();
    }

    /// <summary>Which of the client's connections it is.</summary>
    public int Number { get; }

    /// <summary>The close code that came; null where the connection just ended.</summary>
    public int? CloseCode => (int?)_socket.CloseStatus;

    /// <summary>Opens a connection.</summary>
    /// <exception cref="WebSocketException">It was refused or could not be made.</exception>
    /// <exception cref="OperationCanceledException">It took longer than <paramref name="within"/>.</exception>
    public static async Task<Link> OpenAsync(Uri address, string? secret, int number, TimeSpan within, CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.AddSubProtocol("kefu.v1");
            if (secret is not null)
                socket.Options.AddSubProtocol($"token.{secret}");
            socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan; // as in a browser, only the server pings
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(within);
            await socket.ConnectAsync(address, patience.Token);
            return new Link(socket, number);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Queues a frame; it never waits for the peer.</summary>
    public void Post(object frame) => _outgoing.Writer.TryWrite(JsonSerializer.SerializeToUtf8Bytes(frame));

    /// <summary>The next frame; null when the connection is over.</summary>
    public async Task<JsonElement?> ReceiveAsync()
    {
        try
        {
            var length = 0;
            while (true)
            {
                if (length == _buffer.Length)
                    Array.Resize(ref _buffer, length * 2);
                var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), _aborted.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                    return null;
                length += part.Count;
                if (part.EndOfMessage)
                    return JsonElement.Parse(_buffer.AsSpan(0, length));
            }
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            return null;
        }
    }

    /// <summary>Drops the connection as a client does that takes it for dead.</summary>
    public void Abort() => _aborted.Cancel();

    public void Dispose()
    {
        _outgoing.Writer.TryComplete();
        _aborted.Cancel();
        _socket.Dispose();
    }

    private static bool IsEnd(Exception exception) =>
        exception is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException or InvalidOperationException;

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var frame in _outgoing.Reader.ReadAllAsync(_aborted.Token))
                await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, _aborted.Token);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // The reader notices too.
        }
    }
}
