using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Hub;

internal sealed partial class ChatHub : IChatHub, IBackplaneReceiver
{
    private readonly IBackplane _backplane;
    private readonly ILogger<ChatHub> _logger;

    // An immutable list a topic: publishing takes no lock, and sees the observers as they were at one instant.
    private readonly ConcurrentDictionary<Topic, ImmutableArray<Subscription>> _topics = new();

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
        if (!_topics.TryGetValue(topic, out var subscriptions))
            return;

        foreach (var subscription in subscriptions)
        {
            try
            {
                subscription.Observer(@event);
            }
            catch (Exception exception)
            {
                LogObserverFailed(topic.Kind, @event.GetType().Name, exception);
            }
        }
    }

    public IDisposable Subscribe(Topic topic, Action<object> observer)
    {
        var subscription = new Subscription(this, topic, observer);
        _topics.AddOrUpdate(topic, _ => [subscription], (_, existing) => existing.Add(subscription));
        return subscription;
    }

    public IReadOnlyCollection<string> ObservedIds(string kind) =>
        [.. _topics.Select(topic => topic.Key).Where(topic => topic.Kind == kind).Select(topic => topic.Id)];

    private void Unsubscribe(Subscription subscription)
    {
        while (_topics.TryGetValue(subscription.Topic, out var existing))
        {
            var remaining = existing.Remove(subscription);
            var replaced = remaining.IsEmpty
                ? _topics.TryRemove(KeyValuePair.Create(subscription.Topic, existing))
                : _topics.TryUpdate(subscription.Topic, remaining, existing);
            if (replaced)
                return;
        }
    }

    [LoggerMessage(1001, LogLevel.Error, "An observer of topic {TopicKind} failed on {EventType}")]
    private partial void LogObserverFailed(string topicKind, string eventType, Exception exception);

    private sealed class Subscription(ChatHub hub, Topic topic, Action<object> observer) : IDisposable
    {
        public Topic Topic => topic;

        public Action<object> Observer => observer;

        public void Dispose() => hub.Unsubscribe(this);
    }
}
