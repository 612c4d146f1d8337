using System.Collections.Concurrent;
using System.Diagnostics;

namespace KefuBlazor.Chaos.Records;

/// <summary>What all clients did and were told, on one monotonic clock.</summary>
internal sealed class Journal
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly ConcurrentQueue<Send> _sends = new();
    private readonly ConcurrentQueue<ReceivedRecord> _received = new();
    private readonly ConcurrentDictionary<string, Send> _byClientId = new();

    /// <summary>Time since the journal was begun.</summary>
    public TimeSpan Now => Stopwatch.GetElapsedTime(_began);

    public IReadOnlyCollection<Send> Sends => _sends;

    public IReadOnlyCollection<ReceivedRecord> Received => _received;

    /// <summary>How long each message took to its other side's connection, as it happened.</summary>
    public Durations Shown { get; } = new();

    /// <summary>How long a client that lost its connection was without one.</summary>
    public Durations Away { get; } = new();

    /// <summary>What no client should meet: an identity that was refused, a frame that was refused though it was right.</summary>
    public ConcurrentQueue<string> Oddities { get; } = new();

    public Send Invoke(string content, string? conversationId, string clientId, byte[]? file = null)
    {
        var send = new Send(clientId, content, conversationId, Now, file);
        _sends.Enqueue(send);
        _byClientId[clientId] = send;
        return send;
    }

    public void Receive(in ReceivedRecord received)
    {
        _received.Enqueue(received);
        if (received.Live && _byClientId.TryGetValue(received.ClientId, out var send) && send.MarkShown())
            Shown.Add(Now, Now - send.InvokedAt);
    }
}
