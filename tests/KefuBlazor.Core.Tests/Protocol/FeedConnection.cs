using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Protocol;

namespace KefuBlazor.Core.Tests.Protocol;

/// <summary>A connection without a network: what a socket would write comes out as text, when it is asked for.</summary>
internal sealed class FeedConnection : IDisposable
{
    private readonly CoreHost _core;
    private readonly FrameSource _source;
    private readonly IConnectionFeed _feed;
    private readonly ConcurrentQueue<object> _events = new();

    private FeedConnection(CoreHost core, Participant participant, string connectionId)
    {
        _core = core;
        _source = new FrameSource(participant, connectionId);
        _feed = core.Get<IConnectionFeeds>().Open(participant, connectionId);
        _feed.Subscribe(_events.Enqueue);
    }

    public JsonElement Welcome { get; private set; }

    public static async Task<FeedConnection> OpenAsync(CoreHost core, Participant participant, string? connectionId = null, string? visitorToken = null)
    {
        var connection = new FeedConnection(core, participant, connectionId ?? Guid.NewGuid().ToString("N"));
        connection.Welcome = Read(await connection._feed.WelcomeAsync(visitorToken, default));
        return connection;
    }

    /// <summary>The frames of all that happened since the last call.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadAsync()
    {
        var frames = new List<JsonElement>();
        while (_events.TryDequeue(out var @event))
        {
            foreach (var frame in await _feed.TranslateAsync(@event, default))
                frames.Add(Read(frame));
        }

        return frames;
    }

    /// <summary>Those of one type among them.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadAsync(string type) =>
        [.. (await ReadAsync()).Where(frame => frame.GetProperty("type").GetString() == type)];

    /// <summary>What a frame of the client is answered with; null where nothing is said.</summary>
    public async Task<JsonElement?> SendAsync(string json)
    {
        var reply = await _core.Get<IFrameDispatcher>().DispatchAsync(_source, Encoding.UTF8.GetBytes(json), default);
        return reply.Utf8.IsEmpty ? null : Read(reply.Utf8);
    }

    /// <summary>A message sent over this connection.</summary>
    public async Task<Message> SendTextAsync(string clientId, string? conversationId = null) =>
        (await _core.Messages.SendAsync(
            new OutgoingMessage(_source.Participant, clientId, conversationId, "text", _source.ConnectionId))).Value.Message;

    /// <summary>An event that comes late or again, as from another node.</summary>
    public void Enqueue(object @event) => _events.Enqueue(@event);

    public void Dispose() => _feed.Dispose();

    private static JsonElement Read(ReadOnlyMemory<byte> utf8) => JsonDocument.Parse(utf8).RootElement;
}

internal static class FrameReading
{
    public static string Type(this JsonElement frame) => frame.GetProperty("type").GetString()!;

    public static long Seq(this JsonElement frame) => frame.GetProperty("seq").GetInt64();

    public static string? Text(this JsonElement frame, string member) =>
        frame.TryGetProperty(member, out var value) ? value.GetString() : null;

    public static bool Has(this JsonElement frame, string member) => frame.TryGetProperty(member, out _);
}
