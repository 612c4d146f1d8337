using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using KefuBlazor.Benchmarks.Measures;

namespace KefuBlazor.Benchmarks.Load;

/// <summary>
/// A WebSocket that sends texts and times them. A text's <c>client_id</c> and content carry the moment it was sent, by this program's clock:
/// so its ack, and its arrival at another client of this program, tell how long they took.
/// </summary>
internal abstract class LoadClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _stop = new();
    private byte[] _buffer = new byte[4096];
    private Task _reading = Task.CompletedTask;

    /// <summary>From sending to the ack.</summary>
    public Latencies Acks { get; } = new();

    /// <summary>From another client's sending to the arrival here.</summary>
    public Latencies Deliveries { get; } = new();

    /// <summary>Whether a frame came that says that something was refused, or the connection ended.</summary>
    public string? Fault { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
        _stop.Dispose();
    }

    protected async Task OpenAsync(Uri node, string query, string? secret)
    {
        _socket.Options.AddSubProtocol("kefu.v1");
        if (secret is not null)
            _socket.Options.AddSubProtocol("token." + secret);
        _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        await _socket.ConnectAsync(new UriBuilder(node) { Scheme = "ws", Path = "/ws", Query = query }.Uri, _stop.Token);
        await ReceiveAsync(); // welcome
        _reading = ReadAsync();
    }

    /// <summary>Sends a text that carries this moment.</summary>
    protected async Task SendAsync(string? conversationId)
    {
        var now = System.Diagnostics.Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture);
        var frame = JsonSerializer.SerializeToUtf8Bytes(conversationId is null
            ? new { type = "text", client_id = now, content = now }
            : new { type = "text", client_id = now, content = now, conversation_id = conversationId } as object);
        await _sending.WaitAsync(_stop.Token);
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, _stop.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>An own text was acked.</summary>
    protected virtual Task OnAckAsync() => Task.CompletedTask;

    /// <summary>Somebody else's text came.</summary>
    protected abstract Task OnTextAsync(JsonElement text);

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                using var frame = await ReceiveAsync();
                await TakeAsync(frame.RootElement);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            if (!_stop.IsCancellationRequested)
                Fault ??= $"The connection ended: {(int?)_socket.CloseStatus}.";
        }
    }

    private async Task TakeAsync(JsonElement frame)
    {
        switch (frame.GetProperty("type").GetString())
        {
            case "ack":
                Acks.Add(TimeOf(frame, "client_id"));
                await OnAckAsync();
                break;
            case "text":
                Deliveries.Add(TimeOf(frame, "content"));
                await OnTextAsync(frame);
                break;
            case "error":
                Fault ??= frame.ToString();
                break;
        }
    }

    private async Task<JsonDocument> ReceiveAsync()
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, length * 2);
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), _stop.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
            length += part.Count;
            if (part.EndOfMessage)
                return JsonDocument.Parse(_buffer.AsMemory(0, length));
        }
    }

    private static long TimeOf(JsonElement frame, string member) => long.Parse(frame.GetProperty(member).GetString()!, CultureInfo.InvariantCulture);
}
