using System.Net;
using KefuBlazor.Server.Limits;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Sockets;

/// <summary>Counts open connections: in all, by address and by visitor.</summary>
internal sealed class SocketLimits(IOptions<LimitOptions> limits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _byAddress = [];
    private readonly Dictionary<string, int> _byVisitor = new(StringComparer.Ordinal);
    private int _connections;

    /// <summary>Takes a place among all connections; null if there is none.</summary>
    public IDisposable? TryTakePlace()
    {
        lock (_lock)
        {
            if (limits.Value.Connections is var limit and not 0 && _connections >= limit)
                return null;

            _connections++;
            return new Place(this, () => _connections--);
        }
    }

    /// <summary>Takes a place among those of one address; null if there is none.</summary>
    public IDisposable? TryTakePlace(IPAddress address) => TryTake(_byAddress, address, limits.Value.SocketsPerAddress);

    /// <summary>Takes a place among those of one visitor; null if there is none.</summary>
    public IDisposable? TryTakePlace(string visitorId) => TryTake(_byVisitor, visitorId, limits.Value.SocketsPerVisitor);

    private Place? TryTake<TKey>(Dictionary<TKey, int> counts, TKey key, int limit)
        where TKey : notnull
    {
        lock (_lock)
        {
            var count = counts.GetValueOrDefault(key);
            if (limit != 0 && count >= limit)
                return null;

            counts[key] = count + 1;
            return new Place(this, () =>
            {
                if (--counts[key] == 0)
                    counts.Remove(key);
            });
        }
    }

    private sealed class Place(SocketLimits limits, Action release) : IDisposable
    {
        private bool _released;

        public void Dispose()
        {
            lock (limits._lock)
            {
                if (_released)
                    return;

                _released = true;
                release();
            }
        }
    }
}
