using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace KefuBlazor.Chaos.Faults;

/// <summary>
/// A wire between clients and a server that can fall silent in one direction or both without anybody being told, as a network does that
/// loses packets: what was under way arrives when it heals. Or that is torn, or whose clients come from another address of a sudden.
/// </summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Uri> _target;
    private readonly Gate _up = new();
    private readonly Gate _down = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Pair> _pairs = [];
    private IPAddress _source = IPAddress.Loopback;

    public TcpProxy(Func<Uri> target)
    {
        _target = target;
        _listener.Start(512);
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>How many connections the server has ended of which the client cannot know yet.</summary>
    public int EndedByServer
    {
        get
        {
            lock (_lock)
                return _pairs.Count(pair => pair.ServerEnded);
        }
    }

    /// <summary>How many connections there are.</summary>
    public int Connections
    {
        get
        {
            lock (_lock)
                return _pairs.Count;
        }
    }

    /// <summary>Nothing comes from the server any more; what clients send still arrives.</summary>
    public void SilenceServer() => _down.Close();

    /// <summary>Nothing arrives on either side.</summary>
    public void SilenceBoth()
    {
        _up.Close();
        _down.Close();
    }

    /// <summary>Falls silent both ways in the midst of what clients send: when so many bytes more of theirs have passed.</summary>
    /// <returns>Ends when that has happened.</returns>
    public Task SilenceBothAfterAsync(long bytes)
    {
        var silent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _up.When(bytes, () =>
        {
            SilenceBoth();
            silent.SetResult();
        });
        return silent.Task;
    }

    /// <summary>All is well again; what was held back arrives.</summary>
    public void Heal()
    {
        _up.Open();
        _down.Open();
    }

    /// <summary>Tears all connections.</summary>
    public void Tear()
    {
        Pair[] all;
        lock (_lock)
            all = [.. _pairs];
        foreach (var pair in all)
            pair.Tear();
    }

    /// <summary>
    /// All clients move to another address, as from one network to another: their connections end at once, the server hears nothing of it, and
    /// they come again from there.
    /// </summary>
    public void MoveClientsTo(IPAddress address)
    {
        Pair[] all;
        lock (_lock)
        {
            _source = address;
            all = [.. _pairs];
        }

        foreach (var pair in all)
            pair.LeaveServerAlone();
    }

    public ValueTask DisposeAsync()
    {
        _listener.Stop();
        Heal();
        Tear();
        _listener.Dispose();
        return default;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient(new IPEndPoint(_source, 0));
        using var pair = new Pair(client, server);
        lock (_lock)
            _pairs.Add(pair);
        try
        {
            await _up.PassAsync(); // a request to connect is lost like everything else
            var target = _target();
            await server.ConnectAsync(target.Host, target.Port);
            var down = PumpAsync(server, client, _down, () => pair.ServerEnded = true);
            await Task.WhenAny(PumpAsync(client, server, _up, () => { }), down);
            if (pair.ClientMoved)
                await down; // no end reaches the server: it must find out
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
        }
        finally
        {
            lock (_lock)
                _pairs.Remove(pair);
        }
    }

    /// <summary>Reads all the time, so that an end is seen, and passes on what the gate lets through.</summary>
    private static async Task PumpAsync(TcpClient from, TcpClient to, Gate gate, Action ended)
    {
        var waiting = Channel.CreateUnbounded<byte[]>();
        var writing = WriteAsync(waiting.Reader, to, gate);
        try
        {
            var buffer = new byte[16 * 1024];
            while (await from.GetStream().ReadAsync(buffer) is var count and > 0)
                waiting.Writer.TryWrite(buffer[..count]);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
        }

        ended();
        waiting.Writer.TryComplete();
        await writing;
    }

    private static async Task WriteAsync(ChannelReader<byte[]> waiting, TcpClient to, Gate gate)
    {
        try
        {
            await foreach (var bytes in waiting.ReadAllAsync())
            {
                await gate.PassAsync();
                await to.GetStream().WriteAsync(bytes);
                gate.Passed(bytes.Length);
            }

            await gate.PassAsync(); // the end is lost too
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private sealed class Pair(TcpClient client, TcpClient server) : IDisposable
    {
        public bool ServerEnded { get; set; }

        /// <summary>Whether the client is gone without the server having been told.</summary>
        public bool ClientMoved { get; private set; }

        public void Tear()
        {
            Reset(client);
            Reset(server);
        }

        public void LeaveServerAlone()
        {
            ClientMoved = true;
            Reset(client);
        }

        // RST instead of FIN: so without the shutdown that disposing a TcpClient begins with. What is torn already stays so.
        private static void Reset(TcpClient link)
        {
            try
            {
                if (link.Client is not { } socket)
                    return;
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                socket.Close();
            }
            catch (ObjectDisposedException)
            {
            }
        }

        public void Dispose()
        {
            client.Dispose();
            server.Dispose();
        }
    }

    private sealed class Gate
    {
        private volatile TaskCompletionSource _open = Opened();
        private long _left;
        private Action? _then;

        public Task PassAsync() => _open.Task;

        public void Open() => _open.TrySetResult();

        public void Close()
        {
            if (_open.Task.IsCompleted)
                _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        /// <summary>Does something once, when so many bytes more have passed.</summary>
        public void When(long bytes, Action then)
        {
            Interlocked.Exchange(ref _left, bytes);
            Interlocked.Exchange(ref _then, then);
        }

        public void Passed(int bytes)
        {
            if (Interlocked.Add(ref _left, -bytes) <= 0)
                Interlocked.Exchange(ref _then, null)?.Invoke();
        }

        private static TaskCompletionSource Opened()
        {
            var open = new TaskCompletionSource();
            open.SetResult();
            return open;
        }
    }
}
