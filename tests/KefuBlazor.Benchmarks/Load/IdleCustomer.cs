using System.Net.WebSockets;

namespace KefuBlazor.Benchmarks.Load;

/// <summary>A customer who is connected and says nothing but the answers to pings.</summary>
internal sealed class IdleCustomer : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;

    public async Task ConnectAsync(Uri node)
    {
        _socket.Options.AddSubProtocol("kefu.v1");
        _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        await _socket.ConnectAsync(new UriBuilder(node) { Scheme = "ws", Path = "/ws", Query = "user_type=kehu" }.Uri, _stop.Token);
        _reading = ReadAsync();
    }

    public bool IsConnected => _socket.State == WebSocketState.Open;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[1024];
        try
        {
            while (_socket.State == WebSocketState.Open)
                await _socket.ReceiveAsync(buffer.AsMemory(), _stop.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // It is over; whoever counts sees so.
        }
    }
}
