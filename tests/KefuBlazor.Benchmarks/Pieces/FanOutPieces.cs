using BenchmarkDotNet.Attributes;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace KefuBlazor.Benchmarks.Pieces;

/// <summary>The hub tells those who listen. What they do with it is not the hub's: these only note it.</summary>
public class FanOutPieces
{
    private static readonly Topic Topic = new("agents");

    private readonly List<IDisposable> _subscriptions = [];
    private readonly MessageAdded _event = new(StoredAtOnce.Model, Origin: null);
    private TemporaryInstallation _installation = null!;
    private IChatHub _hub = null!;

    /// <summary>How many listen.</summary>
    [Params(1, 100, 10_000)]
    public int Observers { get; set; }

    [GlobalSetup]
    public async Task OpenAsync()
    {
        _installation = await TemporaryInstallation.OpenAsync();
        _hub = _installation.Services.GetRequiredService<IChatHub>();
        for (var number = 0; number < Observers; number++)
        {
            object? heard = null;
            _subscriptions.Add(_hub.Subscribe(Topic, @event => Volatile.Write(ref heard, @event)));
        }
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        _subscriptions.ForEach(subscription => subscription.Dispose());
        await _installation.DisposeAsync();
    }

    [Benchmark(Description = "an event is published to observers: {0}")]
    public void Publish() => _hub.Publish(Topic, _event);
}
