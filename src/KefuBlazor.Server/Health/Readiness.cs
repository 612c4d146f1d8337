using KefuBlazor.Core.Storage;

namespace KefuBlazor.Server.Health;

/// <summary>Whether this node should be sent requests: it is not stopping, and its database answers and takes writes.</summary>
internal sealed partial class Readiness(IDatabase database, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Readiness> logger)
    : IDisposable
{
    // Anybody may ask, as often as they like; the database is asked at most this often.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _asking = new(1);
    private string? _fault;
    private long? _askedAt;

    /// <summary>What the database's fault was when it was last asked; null for none.</summary>
    public string? Fault => Volatile.Read(ref _fault);

    public async Task<bool> IsReadyAsync()
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return false;

        await _asking.WaitAsync();
        try
        {
            if (_askedAt is { } askedAt && time.GetElapsedTime(askedAt) < Remembered)
                return _fault is null;

            var fault = await database.FindFaultAsync();
            if (fault != _fault)
                LogChanged(fault ?? "none");
            (_fault, _askedAt) = (fault, time.GetTimestamp());
            return fault is null;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    [LoggerMessage(2201, LogLevel.Warning, "The database's fault is now: {Fault}")]
    private partial void LogChanged(string fault);
}
