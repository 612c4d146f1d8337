using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Hub;

internal sealed partial class ChatHub : IChatHub, IBackplaneReceiver
{
    private readonly IBackplane _backplane;
    private readonly ILogger<ChatHub> _logger;

    private readonly ConcurrentDictionary<Topic, Observers> _topics = new();

    public ChatHub(IBackplane backplane, ILogger<ChatHub> logger)
    {
        _backplane = backplane;
        _logger = logger;
        backplane.Attach(this);
    }

    public void Publish(Topic topic, object @event)
    {
        Deliver(topic, @event);
        _backplane.Forward(topic, @event);
    }

    public bool HasObservers(Topic topic) => _topics.ContainsKey(topic);

    public void Deliver(Topic topic, object @event)
    {
        if (!_topics.TryGetValue(topic, out var observers))
            return;

        foreach (var observer in observers.Current)
        {
            try
            {
                observer(@event);
            }
            catch (Exception exception)
            {
                LogObserverFailed(topic.Kind, @event.GetType().Name, exception);
            }
        }
    }

    public IDisposable Subscribe(Topic topic, Action<object> observer)
    {
        while (true)
        {
            var observers = _topics.GetOrAdd(topic, static _ => new Observers());
            if (observers.TryAdd(observer))
                return new Subscription(this, topic, observers, observer);

            // Its last observer has just gone and takes it along.
            _topics.TryRemove(KeyValuePair.Create(topic, observers));
        }
    }

    public IReadOnlyCollection<string> ObservedIds(string kind) =>
        [.. _topics.Select(topic => topic.Key).Where(topic => topic.Kind == kind).Select(topic => topic.Id)];

    [LoggerMessage(1001, LogLevel.Error, "An observer of topic {TopicKind} failed on {EventType}")]
    private partial void LogObserverFailed(string topicKind, string eventType, Exception exception);

    private sealed class Subscription(ChatHub hub, Topic topic, Observers observers, Action<object> observer) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0 && observers.Remove(observer))
                hub._topics.TryRemove(KeyValuePair.Create(topic, observers));
        }
    }
}
