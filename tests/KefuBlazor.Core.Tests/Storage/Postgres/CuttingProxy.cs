using System.Net;
using System.Net.Sockets;

namespace KefuBlazor.Core.Tests.Storage.Postgres;

/// <summary>Stands between a node and PostgreSQL, and can break the connection when COMMIT was sent and before its answer is heard.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly int _target;
    private readonly Task _accepting;
    private int _cuts;

    public CuttingProxy(int targetPort)
    {
        _target = targetPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The next COMMIT reaches the server, and its answer nobody.</summary>
    public void CutNextCommit() => Interlocked.Increment(ref _cuts);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        using (var over = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token))
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target, over.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                return; // the server is away, or the test is over
            }

            var cut = new TaskCompletionSource();
            var up = SendAsync(client, server, cut, over.Token);
            var down = AnswerAsync(server, client, cut.Task, over.Token);
            await Task.WhenAny(up, down);
            if (!cut.Task.IsCompleted)
                await over.CancelAsync();

            // After a cut the server answers to its end, and nobody hears it: closed too soon, it would not read what it was sent.
            await Task.WhenAll(up, down);
        }
    }

    private async Task SendAsync(TcpClient client, TcpClient server, TaskCompletionSource cut, CancellationToken over)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (await client.GetStream().ReadAsync(buffer, over) is var count and > 0)
            {
                var cuts = buffer.AsSpan(0, count).IndexOf("COMMIT\0"u8) >= 0 && TakeCut();
                if (cuts)
                    cut.SetResult();
                await server.GetStream().WriteAsync(buffer.AsMemory(0, count), over);
                if (!cuts)
                    continue;
                client.Client.Close(0);
                server.Client.Shutdown(SocketShutdown.Send);
                return;
            }
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // One side is gone.
        }
    }

    private static async Task AnswerAsync(TcpClient server, TcpClient client, Task cut, CancellationToken over)
    {
        var (from, to) = (server.GetStream(), client.GetStream());
        var buffer = new byte[1 << 16];
        try
        {
            while (await from.ReadAsync(buffer, over) is var count and > 0)
            {
                if (!cut.IsCompleted)
                    await to.WriteAsync(buffer.AsMemory(0, count), over);
            }
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // One side is gone.
        }
    }

    private static bool IsEnd(Exception exception) =>
        exception is IOException or OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException;

    private bool TakeCut()
    {
        if (Interlocked.Decrement(ref _cuts) >= 0)
            return true;
        Interlocked.Increment(ref _cuts);
        return false;
    }
}
