using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace KefuBlazor.Server.Tests.Support;

/// <summary>A client that speaks the contract, over a WebSocket or an event stream. All waits are bounded, and a time-out tells what was seen.</summary>
public sealed class KefuClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebSocket _socket;
    private readonly Lock _lock = new();
    private readonly List<Frame> _seen = [];
    private readonly List<Frame> _unread = [];
    private readonly SemaphoreSlim _sending = new(1);
    private TaskCompletionSource _news = NewSignal();
    private Task _reading = Task.CompletedTask;
    private int _refs;

    private KefuClient(WebSocket socket) => _socket = socket;

    /// <summary>The first frame.</summary>
    public Frame Welcome { get; private set; } = null!;

    public string UserId => Welcome.Text("user_id")!;

    public string VisitorToken => Welcome.Text("visitor_token")!;

    public WebSocket Socket => _socket;

    /// <summary>Connects; an exception that carries the status where the server refuses.</summary>
    public static async Task<KefuClient> ConnectAsync(
        ServerProcess server, string query, string? token = null, Action<ClientWebSocketOptions>? configure = null, bool read = true)
    {
        var socket = new ClientWebSocket();
        var client = new KefuClient(socket);
        socket.Options.AddSubProtocol("kefu.v1");
        if (token is not null)
            socket.Options.AddSubProtocol("token." + token);
        socket.Options.CollectHttpResponseDetails = true;
        configure?.Invoke(socket.Options);
        var address = new UriBuilder(server.BaseAddress) { Scheme = "ws", Path = "/ws", Query = query }.Uri;
        try
        {
            await socket.ConnectAsync(address, CancellationToken.None).WaitAsync(Patience);
        }
        catch (WebSocketException exception) when (socket.HttpStatusCode != 0)
        {
            throw new RefusedException((int)socket.HttpStatusCode, socket.HttpResponseHeaders, exception);
        }

        if (!read)
            return client;

        client.StartReading();
        client.Welcome = await client.ExpectAsync("welcome");
        return client;
    }

    /// <summary>A customer who is new, or who is known by a token.</summary>
    public static Task<KefuClient> CustomerAsync(ServerProcess server, string? token = null) => ConnectAsync(server, "user_type=kehu", token);

    /// <summary>A customer over an event stream.</summary>
    /// <param name="server">Which serves the stream.</param>
    /// <param name="token">A known customer's.</param>
    /// <param name="frames">The server that takes the frames; null: the same.</param>
    public static async Task<KefuClient> StreamAsync(Uri server, string? token = null, Uri? frames = null)
    {
        var client = new KefuClient(await EventStreamClient.ConnectAsync(server, token, frames));
        client.StartReading();
        client.Welcome = await client.ExpectAsync("welcome");
        return client;
    }

    public static Task<KefuClient> AgentAsync(ServerProcess server, string token) => ConnectAsync(server, "user_type=kefu", token);

    public void StartReading() => _reading = ReadAsync();

    public Task SendAsync(object frame) => SendTextAsync(JsonSerializer.Serialize(frame));

    public Task SendTextAsync(string text) => SendBytesAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true);

    public async Task SendBytesAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, bool endOfMessage)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(bytes, type, endOfMessage, CancellationToken.None).AsTask().WaitAsync(Patience);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Sends a text message and waits for its ack.</summary>
    public async Task<Frame> SendMessageAsync(string content, string? conversationId = null, string? clientId = null)
    {
        clientId ??= Guid.NewGuid().ToString();
        await SendAsync(conversationId is null
            ? new { type = "text", client_id = clientId, content }
            : new { type = "text", client_id = clientId, content, conversation_id = conversationId });
        return await ExpectAsync("ack", frame => frame.Text("client_id") == clientId);
    }

    /// <summary>Sends a frame that is answered by its <c>ref</c>, with anything but a notice, and waits for that.</summary>
    public async Task<Frame> AskAsync(Dictionary<string, object> frame)
    {
        var reference = $"r{Interlocked.Increment(ref _refs)}";
        frame["ref"] = reference;
        await SendAsync(frame);
        return await ExpectAsync(null, answer => answer.Text("ref") == reference);
    }

    /// <summary>Waits until the server has handled all that was sent, and told all that happened before.</summary>
    public Task<Frame> BarrierAsync() => AskAsync(new() { ["type"] = "heartbeat" });

    /// <summary>The first unread frame of this type for which this holds; it counts as read.</summary>
    public async Task<Frame> ExpectAsync(string? type, Func<Frame, bool>? where = null)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            Task news;
            lock (_lock)
            {
                var index = _unread.FindIndex(frame => (type is null || frame.Type == type) && where?.Invoke(frame) != false);
                if (index >= 0)
                {
                    var found = _unread[index];
                    _unread.RemoveAt(index);
                    return found;
                }

                news = _news.Task;
            }

            try
            {
                await Task.WhenAny(news, _reading).WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"No {type ?? "such"} frame came. {Describe()}");
            }

            if (!news.IsCompleted)
                throw new InvalidOperationException($"Closed ({(int?)_socket.CloseStatus}) before a {type ?? "such"} frame came. {Describe()}");
        }
    }

    /// <summary>The frames that came and that nobody waited for.</summary>
    public IReadOnlyList<Frame> Unread()
    {
        lock (_lock)
            return [.. _unread];
    }

    /// <summary>Waits for the server to close, and tells the code; 1006 where the connection broke.</summary>
    public async Task<int> ExpectCloseAsync()
    {
        try
        {
            await _reading.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The connection stayed open. {Describe()}");
        }

        return (int?)_socket.CloseStatus ?? 1006;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ReadAsync()
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    if (length == buffer.Length)
                        Array.Resize(ref buffer, length * 2);
                    part = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += part.Count;
                }
                while (!part.EndOfMessage);

                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return;
                }

                Add(Frame.Parse(buffer.AsSpan(0, length)));
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // The connection is gone; whoever waits is told so.
        }
    }

    private void Add(Frame frame)
    {
        TaskCompletionSource news;
        lock (_lock)
        {
            _seen.Add(frame);
            _unread.Add(frame);
            news = _news;
            _news = NewSignal();
        }

        news.SetResult();
    }

    private string Describe()
    {
        lock (_lock)
            return $"Seen, {_seen.Count} in all:\n" + string.Join('\n', _seen.TakeLast(30));
    }
}

/// <summary>The server refused to upgrade.</summary>
public sealed class RefusedException(int status, IReadOnlyDictionary<string, IEnumerable<string>>? headers, Exception inner)
    : Exception($"The server answered {status}.", inner)
{
    public int Status { get; } = status;

    public string? Header(string name) => headers?.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();
}
