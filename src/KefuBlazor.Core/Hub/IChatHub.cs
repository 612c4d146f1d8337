namespace KefuBlazor.Core.Hub;

/// <summary>An address that events are published to: a kind of audience, and which one of that kind.</summary>
/// <param name="Kind">For example <c>customer</c>.</param>
/// <param name="Id">Empty where there is only one of the kind.</param>
public readonly record struct Topic(string Kind, string Id = "");

/// <summary>
/// The chat hub: what one part of the system says, the sockets and circuits of this process hear, and, where there are other nodes, those of
/// the others a little later, unless the word is lost. It knows neither what the events mean nor how they travel.
/// </summary>
public interface IChatHub
{
    /// <summary>
    /// Calls every observer of the topic on this thread, in the order of their subscriptions, before it returns.
    /// An observer that throws is logged and disturbs no other.
    /// </summary>
    void Publish(Topic topic, object @event);

    /// <summary>
    /// Subscribes an observer until the result is disposed. An observer must return at once: it queues, it does not work.
    /// It may be called on any thread, and once more while it is being disposed.
    /// </summary>
    IDisposable Subscribe(Topic topic, Action<object> observer);

    /// <summary>The ids of all topics of a kind that somebody on this node observes at this moment.</summary>
    IReadOnlyCollection<string> ObservedIds(string kind);
}
