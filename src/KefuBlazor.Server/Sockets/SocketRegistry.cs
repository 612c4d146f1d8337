using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Sockets;

/// <summary>
/// The open connections of this process. Each second it closes those that are silent or whose sign-in is over; when the host stops, it tells
/// all to come back later.
/// </summary>
internal sealed partial class SocketRegistry(
    IHostApplicationLifetime lifetime, IOptions<SocketOptions> options, TimeProvider time, ILogger<SocketRegistry> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<string, SocketConnection> _connections = new();
    private volatile bool _draining;

    /// <summary>Whether the host is stopping and takes no more connections.</summary>
    public bool IsDraining => _draining;

    /// <summary>How many connections are open.</summary>
    public int Count => _connections.Count;

    public void Add(SocketConnection connection)
    {
        _connections[connection.Id] = connection;

        // The order matters: whoever comes while the others are being told is told here.
        if (_draining)
            connection.Close(Bye());
    }

    public void Remove(SocketConnection connection) => _connections.TryRemove(connection.Id, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // As soon as stopping is asked for: the web server waits for open connections before the services are stopped.
        using var registration = lifetime.ApplicationStopping.Register(Drain);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var (_, connection) in _connections)
        {
            try
            {
                await connection.CheckAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogCheckFailed(connection.Id, exception);
            }
        }
    }

    private void Drain()
    {
        _draining = true;
        LogDraining(_connections.Count);
        foreach (var (_, connection) in _connections)
            connection.Close(Bye());
    }

    // Each is given another time, so that not all come back at once.
    private SocketClose Bye()
    {
        var most = Math.Max(501, (int)options.Value.ReconnectSpread.TotalMilliseconds);
        var frame = $$"""{"type":"bye","reason":"draining","retry_ms":{{Random.Shared.Next(500, most)}}}""";
        return SocketClose.Draining(Encoding.UTF8.GetBytes(frame));
    }

    [LoggerMessage(2104, LogLevel.Information, "Stopping: {Connections} connections are told to come back later")]
    private partial void LogDraining(int connections);

    [LoggerMessage(2105, LogLevel.Error, "Connection {ConnectionId} could not be checked")]
    private partial void LogCheckFailed(string connectionId, Exception exception);
}
