using System.Threading.Channels;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Presence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>
/// Presence over all nodes, answered from memory: nobody who connects or asks waits for Redis. Nodes tell each other of comings and goings at
/// once by the hub, and write them down in Redis, where each looks after what it missed. While Redis is away what was known of the others
/// stays, so that nobody's conversations are taken from them because Redis blinked.
/// </summary>
internal sealed partial class RedisPresence : BackgroundService, IPresence
{
    private readonly IChatHub _hub;
    private readonly RedisConnection _connection;
    private readonly PresenceLedger _ledger;
    private readonly NodeId _node;
    private readonly RedisOptions _options;
    private readonly ILogger<RedisPresence> _logger;

    private readonly Lock _lock = new();
    private readonly PresenceView _view = new();
    private readonly Dictionary<string, long> _saidAt = [];
    private readonly Channel<bool> _ticks = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly IDisposable _words;
    private HashSet<Person> _unwritten = [];
    private bool _writeAll = true;
    private long? _renewedAt;
    private long? _lostSince;

    public RedisPresence(
        IChatHub hub, RedisConnection connection, PresenceLedger ledger, NodeId node, IOptions<RedisOptions> options, ILogger<RedisPresence> logger)
    {
        (_hub, _connection, _ledger, _node, _options, _logger) = (hub, connection, ledger, node, options.Value, logger);
        _words = hub.Subscribe(NodePresenceChanged.Topic, OnWord);
    }

    public ValueTask<IAsyncDisposable> ConnectAsync(Participant who)
    {
        Move(who, connects: true);
        return new ValueTask<IAsyncDisposable>(new Held(this, who));
    }

    public ValueTask<IReadOnlySet<string>> PresentAgentsAsync()
    {
        lock (_lock)
            return new ValueTask<IReadOnlySet<string>>(_view.Agents);
    }

    public ValueTask<IReadOnlyList<string>> PresentCustomersAsync(string? after, int most)
    {
        lock (_lock)
            return new ValueTask<IReadOnlyList<string>>(IdPage.Of(_view.Customers, after, most));
    }

    public ValueTask<bool> IsCustomerPresentAsync(string customerId)
    {
        lock (_lock)
            return new ValueTask<bool>(_view.IsPresent(new Person(ParticipantType.Customer, customerId)));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _ledger.LeaveAsync();
    }

    public override void Dispose()
    {
        _words.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _connection.UpChanged += OnUpChanged;
        using var timer = TimeProvider.System.CreateTimer(_ => Tick(), null, TimeSpan.Zero, _options.BeatEvery);
        try
        {
            await foreach (var _ in _ticks.Reader.ReadAllAsync(stoppingToken))
            {
                await WriteAsync();
                await ReadAsync();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            _connection.UpChanged -= OnUpChanged;
        }
    }

    private void Tick() => _ticks.Writer.TryWrite(true);

    private void OnUpChanged(bool up)
    {
        lock (_lock)
            _lostSince = TimeProvider.System.GetTimestamp();
        Tick();
    }

    private void Move(Participant who, bool connects)
    {
        PresenceMove move;
        lock (_lock)
        {
            move = connects ? _view.Connect(who) : _view.Disconnect(who);
            _unwritten.Add(Person.Of(who));

            // Within the lock, so that words go in the order of their versions; who hears them here and there only takes a note.
            if (move.Version is { } version)
                _hub.Publish(NodePresenceChanged.Topic, new NodePresenceChanged(_node.Value, version, who, connects));
        }

        Tick();
        Tell(move.Change is { } change ? [change] : []);
    }

    private void OnWord(object @event)
    {
        if (@event is not NodePresenceChanged said || said.NodeId == _node.Value)
            return;
        PresenceChanged? change;
        lock (_lock)
        {
            _saidAt[said.NodeId] = TimeProvider.System.GetTimestamp();
            change = _view.Apply(said);
        }

        if (change is not null)
            Tell([change]);
    }

    private void Tell(IReadOnlyList<PresenceChanged> changes)
    {
        foreach (var change in changes)
            _hub.Publish(PresenceChanged.Topic, change);
    }

    /// <summary>Writes down what changed here, and renews the lease now and then though nothing did.</summary>
    private async Task WriteAsync()
    {
        long version;
        bool all;
        HashSet<Person> changed;
        List<KeyValuePair<Person, int>> counts;
        lock (_lock)
        {
            var renew = _renewedAt is not { } at || TimeProvider.System.GetElapsedTime(at) >= _options.LeaseRenewedEvery;
            if (!renew && !_writeAll && _unwritten.Count == 0)
                return;
            (version, all, changed, _unwritten) = (_view.Version, _writeAll, _unwritten, []);
            counts = all
                ? [.. _view.Here]
                : [.. changed.Select(person => KeyValuePair.Create(person, _view.Here.GetValueOrDefault(person)))];
        }

        var written = await _ledger.WriteAsync(version, counts, all);
        lock (_lock)
        {
            if (written is true)
                (_renewedAt, _writeAll) = (TimeProvider.System.GetTimestamp(), false);
            else
                _unwritten.UnionWith(changed);
            _writeAll |= written is false;
        }

        if (written is false)
            Tick();
    }

    /// <summary>Looks which nodes live, and after those of whom something was missed.</summary>
    private async Task ReadAsync()
    {
        if (await _ledger.ReadNodesAsync() is not { } living)
            return;

        foreach (var (nodeId, version) in living.Where(node => node.Key != _node.Value))
        {
            bool known;
            lock (_lock)
                known = _view.Knows(nodeId, version);
            if (!known && await _ledger.ReadPeopleAsync(nodeId) is (var read, var people))
                Tell(Under(() => _view.Replace(nodeId, read, people)));
        }

        if (!living.ContainsKey(_node.Value))
            ForgottenByRedis();
        foreach (var nodeId in Under(() => _view.Others.Where(id => !living.ContainsKey(id) && MayBeGone(id)).ToList()))
        {
            LogNodeGone(nodeId);
            Tell(Under(() =>
            {
                _saidAt.Remove(nodeId);
                return _view.Remove(nodeId);
            }));
        }
    }

    /// <summary>It was emptied: what it does not know of the others may be as wrong as what it does not know of this node.</summary>
    private void ForgottenByRedis()
    {
        lock (_lock)
        {
            if (_renewedAt is null)
                return;
            (_writeAll, _lostSince) = (true, TimeProvider.System.GetTimestamp());
        }

        Tick();
    }

    /// <summary>Whether a node that Redis does not know is gone: not while it may be about to write itself down, for the first time or again.</summary>
    private bool MayBeGone(string nodeId) =>
        (_lostSince is not { } since || TimeProvider.System.GetElapsedTime(since) >= _options.LeaseTime)
        && (!_saidAt.TryGetValue(nodeId, out var saidAt) || TimeProvider.System.GetElapsedTime(saidAt) >= _options.LeaseRenewedEvery);

    private T Under<T>(Func<T> look)
    {
        lock (_lock)
            return look();
    }

    [LoggerMessage(1921, LogLevel.Information, "Node {NodeId} is gone, and whoever was connected to it")]
    private partial void LogNodeGone(string nodeId);

    private sealed class Held(RedisPresence presence, Participant who) : IAsyncDisposable
    {
        private int _disposed;

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
                presence.Move(who, connects: false);
            return default;
        }
    }
}
