using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Protocol;

/// <summary>
/// What one connection is told: it turns the hub's events into frames, in rising <c>seq</c>, and fetches from the store what an event
/// skipped. Used by one loop at a time.
/// </summary>
public interface IConnectionFeed : IDisposable
{
    /// <summary>
    /// Subscribes the connection to all that concerns it. Call it before <see cref="WelcomeAsync"/>, or what happens in between is missed.
    /// </summary>
    /// <param name="enqueue">Takes an event for <see cref="TranslateAsync"/>; called on any thread, must return at once.</param>
    void Subscribe(Action<object> enqueue);

    /// <summary>The first frame.</summary>
    /// <param name="visitorToken">The secret of a customer who has just been made; else null.</param>
    /// <param name="cancellationToken">The connection ended.</param>
    ValueTask<ReadOnlyMemory<byte>> WelcomeAsync(string? visitorToken, CancellationToken cancellationToken);

    /// <summary>The frames of an event for this connection, in order; none where it does not concern it.</summary>
    ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> TranslateAsync(object @event, CancellationToken cancellationToken);
}

/// <summary>Makes the feed of a connection.</summary>
public interface IConnectionFeeds
{
    /// <param name="participant">Whose it is.</param>
    /// <param name="connectionId">Names it.</param>
    /// <param name="saysItsName">Whether the welcome tells that name.</param>
    IConnectionFeed Open(Participant participant, string connectionId, bool saysItsName = false);
}
