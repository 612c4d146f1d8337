using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Jobs;

/// <summary>
/// Keeps asking for one lease in the store. When the node that has it dies, the lease runs out and another node has it at its next try.
/// </summary>
internal sealed partial class JobLease(ILeaseStore store, TimeProvider time, ILogger<JobLease> logger) : BackgroundService, IJobLease
{
    private const string Name = "jobs";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RenewedEvery = TimeSpan.FromSeconds(5);

    // A lease that the store gave at this moment of ours is ours for less than its duration: the answer took time to come.
    private static readonly TimeSpan Trusted = Duration - TimeSpan.FromSeconds(2);

    private readonly string _holder = Guid.NewGuid().ToString("N");
    private readonly Lock _lock = new();
    private long? _heldSince;

    public event Action? Taken;

    public bool IsHeld
    {
        get
        {
            lock (_lock)
                return _heldSince is { } since && time.GetElapsedTime(since) < Trusted;
        }
    }

    /// <summary>Asks the store once.</summary>
    internal async Task AskAsync(CancellationToken cancellationToken)
    {
        var before = IsHeld;
        var asked = time.GetTimestamp();
        var held = await store.TryHoldAsync(Name, _holder, Duration, cancellationToken);
        if (held.Succeeded)
        {
            lock (_lock)
                _heldSince = held.Value ? asked : null;
        }

        if (IsHeld && !before)
        {
            LogTaken(_holder);
            Taken?.Invoke();
        }
    }

    /// <summary>Gives it back, so that the next node need not wait for it to run out.</summary>
    internal async Task ReleaseAsync()
    {
        if (!IsHeld)
            return;
        lock (_lock)
            _heldSince = null;
        await store.ReleaseAsync(Name, _holder, CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RenewedEvery, time);
        try
        {
            do
            {
                try
                {
                    await AskAsync(stoppingToken);
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    LogFailed(exception);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await ReleaseAsync();
        }
    }

    [LoggerMessage(1701, LogLevel.Information, "Node {NodeId} does the background jobs from now on")]
    private partial void LogTaken(string nodeId);

    [LoggerMessage(1702, LogLevel.Warning, "The lease of the background jobs could not be asked for")]
    private partial void LogFailed(Exception exception);
}
