using System.Collections.Concurrent;
using System.Threading.Channels;
using KefuBlazor.Core.Hub;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>
/// Sends this node's words in the order in which they were said. Each takes a number, also one that finds no room or cannot be sent, so that
/// the others see what they missed.
/// </summary>
internal sealed partial class WordSender(RedisConnection connection, NodeId node, int room, ILogger logger)
{
    /// <summary>How many words are sent before their answers are waited for.</summary>
    private const int MostAtOnce = 256;

    private readonly Channel<Said> _said = Channel.CreateBounded<Said>(new BoundedChannelOptions(room) { SingleReader = true });
    private readonly ConcurrentDictionary<Type, bool> _unknown = new();
    private long _number;
    private int _noRoom;

    // One event is mostly said to several topics, one right after the other.
    private (object? Event, byte[] Body) _latest = (null, []);

    /// <summary>Queues an event, if it is one that crosses.</summary>
    public void Send(Topic topic, object @event)
    {
        var type = @event.GetType();
        if (BackplaneEvents.NameOf(type) is { } name)
        {
            if (BackplaneWord.CanCarry(topic))
                Queue(new Said(name, topic, @event));
        }
        else if (!BackplaneEvents.Staying.Contains(type) && _unknown.TryAdd(type, true))
        {
            LogUnknown(type.Name);
        }
    }

    /// <summary>Queues a word that says only that this node lives.</summary>
    public void Beat() => Queue(new Said(BackplaneWord.Beat, new Topic(string.Empty), null));

    public async Task RunAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Said>(MostAtOnce);
        while (await _said.Reader.WaitToReadAsync(stoppingToken))
        {
            batch.Clear();
            while (batch.Count < MostAtOnce && _said.Reader.TryRead(out var said))
                batch.Add(said);
            var number = _number + Interlocked.Exchange(ref _noRoom, 0);
            _number = number + batch.Count;

            // Written one after the other to one connection, and only then waited for.
            await connection.RunAsync(database => Task.WhenAll(batch.Select(said => PublishAsync(database, said, ++number))));
        }
    }

    private void Queue(Said said)
    {
        if (!_said.Writer.TryWrite(said))
            Interlocked.Increment(ref _noRoom);
    }

    private Task<long> PublishAsync(StackExchange.Redis.IDatabase database, Said said, long number)
    {
        try
        {
            var word = new BackplaneWord(node.Value, number, said.Name, said.Topic, BodyOf(said));
            return database.PublishAsync(RedisKeys.Words, word.ToUtf8());
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            LogUnwritable(said.Name, exception);
            return Task.FromResult(0L);
        }
    }

    private ReadOnlyMemory<byte> BodyOf(Said said)
    {
        if (said.Event is null)
            return default;
        if (!ReferenceEquals(_latest.Event, said.Event))
            _latest = (said.Event, BackplaneEvents.Write(said.Name, said.Event));
        return _latest.Body;
    }

    [LoggerMessage(1916, LogLevel.Warning, "Events of type {EventType} are in no list of those that cross to other nodes or stay; they stay")]
    private partial void LogUnknown(string eventType);

    [LoggerMessage(1917, LogLevel.Error, "A word of type {WordType} could not be written")]
    private partial void LogUnwritable(string wordType, Exception exception);

    private readonly record struct Said(string Name, Topic Topic, object? Event);
}
