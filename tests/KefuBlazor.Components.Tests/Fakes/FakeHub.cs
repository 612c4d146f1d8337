using KefuBlazor.Core.Hub;

namespace KefuBlazor.Components.Tests.Fakes;

/// <summary>A hub whose subscriptions can be counted.</summary>
internal sealed class FakeHub : IChatHub
{
    private readonly List<(Topic Topic, Action<object> Observer)> _observers = [];

    public int Subscriptions => _observers.Count;

    public bool Hears(Topic topic) => _observers.Any(entry => entry.Topic == topic);

    public void Publish(Topic topic, object @event)
    {
        foreach (var (_, observer) in _observers.Where(entry => entry.Topic == topic).ToList())
            observer(@event);
    }

    public IDisposable Subscribe(Topic topic, Action<object> observer)
    {
        var entry = (topic, observer);
        _observers.Add(entry);
        return new Subscription(() => _observers.Remove(entry));
    }

    public IReadOnlyCollection<string> ObservedIds(string kind) =>
        [.. _observers.Where(entry => entry.Topic.Kind == kind).Select(entry => entry.Topic.Id).Distinct()];

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
