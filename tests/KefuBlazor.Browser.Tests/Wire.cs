using System.Net;
using System.Net.Sockets;

namespace KefuBlazor.Browser.Tests;

/// <summary>The network between a browser and the server, which can be cut and mended.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly int _port;
    private readonly Lock _lock = new();
    private readonly List<TcpClient> _ends = [];
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    public Wire(Uri server)
    {
        _server = server;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Address = new Uri($"http://127.0.0.1:{_port}/");
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Where the server seems to be to who is behind this wire.</summary>
    public Uri Address { get; }

    /// <summary>Ends every connection and lets none be made.</summary>
    public async Task CutAsync()
    {
        lock (_lock)
        {
            _listener?.Dispose();
            _listener = null;
            foreach (var end in _ends)
                end.Dispose();
            _ends.Clear();
        }

        await _accepting;
    }

    public void Mend()
    {
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    public async ValueTask DisposeAsync() => await CutAsync();

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
                _ = CarryAsync(listener, await listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was cut.
        }
    }

    private async Task CarryAsync(TcpListener through, TcpClient browser)
    {
        using var server = new TcpClient();
        lock (_lock)
        {
            if (_listener != through)
            {
                browser.Dispose();
                return;
            }

            _ends.AddRange([browser, server]);
        }

        using (browser)
        {
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port);
                await Task.WhenAny(
                    browser.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(browser.GetStream()));
            }
            catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // It was cut before it was made.
            }
        }
    }
}
