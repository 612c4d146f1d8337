using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Presence;

namespace KefuBlazor.Core.Storage.InProcess;

/// <summary>Counts the connections of this process, which are all there are.</summary>
internal sealed class InProcessPresence(IChatHub hub) : IPresence
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ParticipantType Type, string Id), int> _connections = [];

    public ValueTask<IAsyncDisposable> ConnectAsync(Participant who)
    {
        var key = (who.Type, who.Id);
        bool first;
        lock (_lock)
        {
            var count = _connections.GetValueOrDefault(key);
            _connections[key] = count + 1;
            first = count == 0;
        }

        if (first)
            hub.Publish(PresenceChanged.Topic, new PresenceChanged(who, Present: true));
        return new ValueTask<IAsyncDisposable>(new Connection(this, who));
    }

    public ValueTask<IReadOnlySet<string>> PresentAgentsAsync()
    {
        lock (_lock)
        {
            return new ValueTask<IReadOnlySet<string>>(
                _connections.Keys.Where(key => key.Type == ParticipantType.Agent).Select(key => key.Id).ToHashSet());
        }
    }

    public ValueTask<IReadOnlyList<string>> PresentCustomersAsync(string? after, int most)
    {
        lock (_lock)
        {
            var ids = _connections.Keys.Where(key => key.Type == ParticipantType.Customer).Select(key => key.Id);
            return new ValueTask<IReadOnlyList<string>>(IdPage.Of(ids, after, most));
        }
    }

    public ValueTask<bool> IsCustomerPresentAsync(string customerId)
    {
        lock (_lock)
            return new ValueTask<bool>(_connections.ContainsKey((ParticipantType.Customer, customerId)));
    }

    private void Disconnect(Participant who)
    {
        var key = (who.Type, who.Id);
        bool last;
        lock (_lock)
        {
            last = --_connections[key] == 0;
            if (last)
                _connections.Remove(key);
        }

        if (last)
            hub.Publish(PresenceChanged.Topic, new PresenceChanged(who, Present: false));
    }

    private sealed class Connection(InProcessPresence presence, Participant who) : IAsyncDisposable
    {
        private int _disposed;

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
                presence.Disconnect(who);
            return default;
        }
    }
}
