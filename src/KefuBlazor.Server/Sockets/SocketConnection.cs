using System.Net.WebSockets;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Protocol;

namespace KefuBlazor.Server.Sockets;

/// <summary>One open connection of one customer or agent, from its handshake to its end.</summary>
internal sealed partial class SocketConnection : IAsyncDisposable
{
    private readonly Carrier _carrier;
    private readonly SocketWriter _writer;
    private readonly SocketReceiver _receiver;
    private readonly SocketSignIn? _signIn;
    private readonly SocketOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _aborted = new();
    private readonly ITimer _abortTimer;
    private readonly long _openedAt;

    public SocketConnection(
        string id, Participant participant, Carrier carrier, SocketSignIn? signIn, SocketServices services)
    {
        Id = id;
        Participant = participant;
        _carrier = carrier;
        _signIn = signIn;
        _options = services.Options;
        _time = services.Time;
        _logger = services.Logger;
        _openedAt = _time.GetTimestamp();
        Feed = services.Feeds.Open(participant, id, carrier.SaysItsName);
        _writer = new SocketWriter(Socket, Feed, _options);
        _receiver = new SocketReceiver(this, services.Dispatcher, _options, _time);
        _abortTimer = _time.CreateTimer(_ => Abort(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Names the connection in logs and as the origin of what it sends.</summary>
    public string Id { get; }

    public Participant Participant { get; }

    public WebSocket Socket => _carrier.Socket;

    /// <summary>When the last byte came from the peer.</summary>
    public LastHeard Heard => _carrier.Heard;

    public IConnectionFeed Feed { get; }

    /// <summary>Whether the server has decided to end it.</summary>
    public bool IsClosing => _writer.Closing is not null;

    /// <summary>The code it was closed with, by either side; null where it broke.</summary>
    public int? CloseCode => _writer.Closing is { } close && close != SocketClose.Answer ? close.Code : (int?)Socket.CloseStatus;

    /// <summary>Has it told what concerns it from now on; nothing is written before <see cref="RunAsync"/>.</summary>
    public void Subscribe()
    {
        Feed.Subscribe(Enqueue);
        _signIn?.WhenEnded(() => Close(SocketClose.SignInOver));
    }

    /// <summary>Writes the welcome and serves the connection until it ends.</summary>
    /// <param name="visitorToken">The secret of a customer who has just been made; else null.</param>
    public async Task RunAsync(string? visitorToken)
    {
        LogOpened(Id, Participant.Type, Participant.Id);
        var writing = WriteAsync(visitorToken);
        try
        {
            await _receiver.RunAsync(_aborted.Token);
            Close(SocketClose.Answer);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // The connection broke, or was cut off: how peers usually leave.
            Abort();
        }
        catch (Exception exception)
        {
            LogFailed(Id, exception);
            Close(SocketClose.Failed);
        }

        await writing;
        LogClosed(Id, Participant.Type, CloseCode, _time.GetElapsedTime(_openedAt));
    }

    /// <summary>Queues an answer to the peer.</summary>
    public void Send(ReadOnlyMemory<byte> utf8)
    {
        if (!_writer.TrySend(utf8))
            Close(SocketClose.SlowReader);
    }

    /// <summary>
    /// Ends it: what it is sending may still be finished, then the peer is told why, and soon after it is cut off. Returns at once.
    /// </summary>
    public void Close(SocketClose close)
    {
        if (_writer.TryClose(close))
            _abortTimer.Change(_options.CloseTimeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Counts a frame as a use of the agent's sign-in.</summary>
    /// <returns>False if the sign-in is over, and so the connection.</returns>
    public async ValueTask<bool> CountUseAsync(CancellationToken cancellationToken)
    {
        if (_signIn is null || await _signIn.UseAsync(cancellationToken))
            return true;

        Close(SocketClose.SignInOver);
        return false;
    }

    /// <summary>Looks whether it has been silent, or a message unfinished, for too long, or its sign-in is over.</summary>
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        if (_receiver.MessageBegan is { } began && _time.GetElapsedTime(began) >= _options.MessageTimeout)
            Close(SocketClose.Unfinished);
        else if (!_receiver.IsDispatching && _time.GetElapsedTime(Heard.Timestamp) >= _carrier.SilenceTimeout)
            Close(SocketClose.Silent);
        else if (_signIn is not null && !await _signIn.IsLiveAsync(cancellationToken))
            Close(SocketClose.SignInOver);
    }

    public async ValueTask DisposeAsync()
    {
        _signIn?.Dispose();
        Feed.Dispose();
        await _abortTimer.DisposeAsync();
        Socket.Dispose();
        _aborted.Dispose();
    }

    private void Enqueue(object @event)
    {
        if (!_writer.TryEnqueue(@event))
            Close(SocketClose.SlowReader);
    }

    private async Task WriteAsync(string? visitorToken)
    {
        try
        {
            await _writer.RunAsync(visitorToken, _aborted.Token);
            _abortTimer.Change(_options.DrainTimeout, Timeout.InfiniteTimeSpan);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            Abort();
        }
        catch (Exception exception)
        {
            LogFailed(Id, exception);
            _abortTimer.Change(_options.DrainTimeout, Timeout.InfiniteTimeSpan);
        }
    }

    private void Abort()
    {
        _writer.TryClose(SocketClose.Answer);
        _aborted.Cancel();
    }

    [LoggerMessage(2101, LogLevel.Information, "Connection {ConnectionId} opened: {ParticipantType} {ParticipantId}")]
    private partial void LogOpened(string connectionId, ParticipantType participantType, string participantId);

    [LoggerMessage(2102, LogLevel.Information, "Connection {ConnectionId} closed: {ParticipantType}, code {CloseCode}, after {Duration}")]
    private partial void LogClosed(string connectionId, ParticipantType participantType, int? closeCode, TimeSpan duration);

    [LoggerMessage(2103, LogLevel.Error, "Connection {ConnectionId} failed and is cut off")]
    private partial void LogFailed(string connectionId, Exception exception);
}
