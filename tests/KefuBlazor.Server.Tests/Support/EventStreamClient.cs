using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace KefuBlazor.Server.Tests.Support;

/// <summary>The event stream and its requests, as a program uses them, in the guise of a WebSocket: so that the same tests hold for both.</summary>
public sealed class EventStreamClient : WebSocket
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };

    private readonly Uri _frames;
    private readonly HttpResponseMessage _response;
    private readonly Channel<byte[]> _events = Channel.CreateUnbounded<byte[]>();
    private readonly CancellationTokenSource _ended = new();
    private string? _token;
    private string? _connectionId;
    private byte[] _unread = [];
    private WebSocketCloseStatus? _closed;
    private WebSocketState _state = WebSocketState.Open;

    private EventStreamClient(Uri frames, HttpResponseMessage response, string? token) => (_frames, _response, _token) = (frames, response, token);

    public override WebSocketCloseStatus? CloseStatus => _closed;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => _state;

    public override string? SubProtocol => null;

    /// <summary>What the stream is called, once it has said so.</summary>
    public string? ConnectionId => _connectionId;

    /// <param name="server">Which serves the stream.</param>
    /// <param name="token">A known customer's.</param>
    /// <param name="frames">The server that takes the frames; null: the same.</param>
    /// <param name="read">Whether what comes is read.</param>
    public static async Task<EventStreamClient> ConnectAsync(Uri server, string? token = null, Uri? frames = null, bool read = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, "/api/kehu/events"));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(TimeSpan.FromSeconds(20));
        if (!response.IsSuccessStatusCode)
        {
            var headers = response.Headers.ToDictionary(header => header.Key, header => header.Value);
            throw new RefusedException((int)response.StatusCode, headers, new HttpRequestException(await response.Content.ReadAsStringAsync()));
        }

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var client = new EventStreamClient(new Uri(frames ?? server, "/api/kehu/frames"), response, token);
        if (read)
            _ = client.ReadAsync();
        return client;
    }

    /// <summary>Sends a frame as it is and tells the status.</summary>
    public async Task<HttpStatusCode> PostAsync(string frame, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _frames)
        {
            Content = new StringContent($"{{\"connection_id\":\"{_connectionId}\",\"frame\":{frame}}}", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        using var response = await Client.SendAsync(request, cancellationToken);
        return response.StatusCode;
    }

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        var frame = Encoding.UTF8.GetString(buffer.Span);
        var status = default(HttpStatusCode);
        await Eventually.HoldsAsync(
            async () => (status = await PostAsync(frame, cancellationToken)) is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable),
            () => $"The frame was answered {(int)status}.",
            TimeSpan.FromSeconds(60));
        if (status != HttpStatusCode.Accepted)
            throw new WebSocketException($"The frame was answered {(int)status}.");
    }

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_unread.Length == 0)
        {
            if (!await _events.Reader.WaitToReadAsync(cancellationToken))
            {
                if (_closed is null)
                    throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
                return new(0, WebSocketMessageType.Close, true);
            }

            _events.Reader.TryRead(out _unread!);
        }

        var count = Math.Min(buffer.Length, _unread.Length);
        _unread.AsMemory(0, count).CopyTo(buffer);
        _unread = _unread[count..];
        return new(count, WebSocketMessageType.Text, _unread.Length == 0);
    }

    public override void Abort()
    {
        _state = WebSocketState.Aborted;
        _ended.Cancel();
        _response.Dispose();
        _events.Writer.TryComplete();
    }

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();

    public override void Dispose() => Abort();

    /// <summary>Reads until the server ends the stream.</summary>
    public async Task ReadAsync()
    {
        try
        {
            using var reader = new StreamReader(await _response.Content.ReadAsStreamAsync(_ended.Token));
            var name = string.Empty;
            while (await reader.ReadLineAsync(_ended.Token) is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal))
                    name = line["event: ".Length..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                    Hear(name, line["data: ".Length..]);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or HttpRequestException)
        {
            // It is cut off; whoever reads is told so.
        }

        _events.Writer.TryComplete();
    }

    private void Hear(string name, string data)
    {
        var frame = Frame.Parse(Encoding.UTF8.GetBytes(data));
        if (name == "close")
        {
            _closed = (WebSocketCloseStatus)frame.Number("code");
            return;
        }

        if (_connectionId is null)
        {
            _connectionId = frame.Text("connection_id");
            _token ??= frame.Text("visitor_token");
        }

        _events.Writer.TryWrite(Encoding.UTF8.GetBytes(data));
    }
}
