namespace KefuBlazor.Core.Hub;

/// <summary>
/// Carries what is published on this node to the hubs of the others. It may lose any word, and says so where it notices: nothing that must be
/// right may rest on a word's arrival. What is missed is found by asking the store.
/// </summary>
public interface IBackplane
{
    /// <summary>Whether there may be other nodes at all. If not, no word can be missed.</summary>
    bool HasOthers { get; }

    /// <summary>Whether words get through both ways at this moment, as far as is known. Always so where there are no others.</summary>
    bool IsUp { get; }

    /// <summary>Sends an event to the other nodes, if it is one that crosses. Returns at once and never throws.</summary>
    void Forward(Topic topic, object @event);

    /// <summary>Says who takes the words of other nodes. Called once, by the hub.</summary>
    void Attach(IBackplaneReceiver receiver);

    /// <summary>
    /// Calls back, until the result is disposed, whenever words from other nodes may have been lost, and when <see cref="IsUp"/> changes.
    /// An observer must return at once, and may be called on any thread.
    /// </summary>
    IDisposable ObserveLoss(Action observer);
}

/// <summary>What a backplane does with a word of another node.</summary>
public interface IBackplaneReceiver
{
    /// <summary>Whether anybody on this node listens: if not, the word need not even be read.</summary>
    bool HasObservers(Topic topic);

    /// <summary>Publishes on this node only.</summary>
    void Deliver(Topic topic, object @event);
}
