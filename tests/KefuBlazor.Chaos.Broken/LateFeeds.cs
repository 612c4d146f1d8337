using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Protocol;

namespace KefuBlazor.Chaos.Broken;

/// <summary>Subscribes a connection a moment after it was welcomed, and so after it fetched what it lacked.</summary>
internal sealed class LateFeeds(IConnectionFeeds inner) : IConnectionFeeds
{
    public IConnectionFeed Open(Participant participant, string connectionId, bool saysItsName) =>
        new LateFeed(inner.Open(participant, connectionId, saysItsName));

    private sealed class LateFeed(IConnectionFeed inner) : IConnectionFeed
    {
        // Longer than a crowd takes to come back from a cut: what is said right after reaches none of them.
        private static readonly TimeSpan Late = TimeSpan.FromSeconds(4);

        private readonly Lock _lock = new();
        private Action<object>? _enqueue;
        private bool _disposed;

        public void Subscribe(Action<object> enqueue) => _enqueue = enqueue;

        public async ValueTask<ReadOnlyMemory<byte>> WelcomeAsync(string? visitorToken, CancellationToken cancellationToken)
        {
            var welcome = await inner.WelcomeAsync(visitorToken, cancellationToken);
            _ = Task.Delay(Late, CancellationToken.None).ContinueWith(_ => SubscribeNow(), TaskScheduler.Default);
            return welcome;
        }

        public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> TranslateAsync(object @event, CancellationToken cancellationToken) =>
            inner.TranslateAsync(@event, cancellationToken);

        public void Dispose()
        {
            lock (_lock)
            {
                _disposed = true;
                inner.Dispose();
            }
        }

        private void SubscribeNow()
        {
            lock (_lock)
            {
                if (!_disposed)
                    inner.Subscribe(_enqueue!);
            }
        }
    }
}
