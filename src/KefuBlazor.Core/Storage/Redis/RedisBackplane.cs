using System.Text.Json;
using System.Threading.Channels;
using KefuBlazor.Core.Hub;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>
/// Words between nodes by pub/sub on one channel. A node counts its words and beats each second: whoever misses one sees the gap at the latest
/// a beat later, and a node that does not hear its own beat knows that it hears nobody.
/// </summary>
internal sealed partial class RedisBackplane(
    RedisConnection connection, NodeId node, IOptions<RedisOptions> options, ILogger<RedisBackplane> logger) : BackgroundService, IBackplane
{
    private readonly WordSender _sender = new(connection, node, options.Value.Queue, logger);
    private readonly LossObservers _observers = new(logger);
    private readonly HeardNodes _nodes = new(options.Value.SilentFor, TimeProvider.System);
    private readonly SelfHearing _self = new(options.Value.SilentFor, TimeProvider.System);

    private readonly Channel<byte[]> _incoming = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(options.Value.Queue) { SingleReader = true });
    private readonly Channel<bool> _ticks = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private IBackplaneReceiver? _receiver;
    private long? _subscribedAt;

    public bool HasOthers => true;

    public bool IsUp => connection.IsUp && _self.IsHeard;

    public void Attach(IBackplaneReceiver receiver) => _receiver = receiver;

    public IDisposable ObserveLoss(Action observer) => _observers.Add(observer);

    public void Forward(Topic topic, object @event) => _sender.Send(topic, @event);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        connection.UpChanged += OnUpChanged;
        connection.WordsBroken += OnWordsBroken;
        using var timer = TimeProvider.System.CreateTimer(_ => Tick(), null, TimeSpan.Zero, options.Value.BeatEvery);
        try
        {
            await Task.WhenAll(_sender.RunAsync(stoppingToken), HearAsync(stoppingToken), WatchAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            connection.UpChanged -= OnUpChanged;
            connection.WordsBroken -= OnWordsBroken;
        }
    }

    private void OnUpChanged(bool up)
    {
        _observers.Tell();
        Tick();
    }

    private void OnWordsBroken()
    {
        if (_self.Forget())
            LogDeaf();
        _observers.Tell();
        Tick();
    }

    private void Tick() => _ticks.Writer.TryWrite(true);

    /// <summary>Beats, looks who is silent, and subscribes where own words do not come back.</summary>
    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _ticks.Reader.ReadAllAsync(stoppingToken))
        {
            if (_self.ForgetIfSilent())
            {
                LogDeaf();
                _observers.Tell();
            }

            if (_nodes.ForgetSilent())
                _observers.Tell();
            if (connection.IsUp && !_self.IsHeard)
                await SubscribeAsync();
            _sender.Beat();
        }
    }

    /// <summary>The client subscribes again by itself when it reconnects; where it failed to, this does, once the beats had time to come.</summary>
    private async Task SubscribeAsync()
    {
        if (_subscribedAt is { } at && TimeProvider.System.GetElapsedTime(at) < options.Value.SilentFor)
            return;
        _subscribedAt = await connection.SubscribeAsync(RedisKeys.Words, OnWord) ? TimeProvider.System.GetTimestamp() : null;
    }

    /// <summary>On the client's thread, which answers to commands wait for.</summary>
    private void OnWord(RedisChannel channel, RedisValue word)
    {
        if (!_incoming.Writer.TryWrite(word!))
            _observers.Tell();
    }

    private async Task HearAsync(CancellationToken stoppingToken)
    {
        await foreach (var utf8 in _incoming.Reader.ReadAllAsync(stoppingToken))
        {
            if (BackplaneWord.Parse(utf8) is { } word)
                Hear(word);
        }
    }

    private void Hear(BackplaneWord word)
    {
        if (word.NodeId == node.Value)
        {
            if (_self.Hear())
            {
                LogHears();
                _observers.Tell();
            }

            return;
        }

        switch (_nodes.Hear(word.NodeId, word.Number))
        {
            case Hearing.Again:
                return;
            case Hearing.AfterGap:
                LogGap(word.NodeId);
                _observers.Tell();
                break;
        }

        if (word.Type != BackplaneWord.Beat && _receiver is { } receiver && receiver.HasObservers(word.Topic))
            Deliver(receiver, word);
    }

    private void Deliver(IBackplaneReceiver receiver, BackplaneWord word)
    {
        try
        {
            if (BackplaneEvents.Read(word.Type, word.Body.Span) is { } @event)
                receiver.Deliver(word.Topic, @event);
        }
        catch (JsonException)
        {
            // Without the exception: it may quote what was said.
            LogUnreadable(word.Type, word.NodeId);
        }
    }
}
