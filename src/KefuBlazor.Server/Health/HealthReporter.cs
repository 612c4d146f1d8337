using System.Data.Common;
using System.Diagnostics;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Presence;
using KefuBlazor.Core.Storage;
using KefuBlazor.Server.Sockets;

namespace KefuBlazor.Server.Health;

/// <summary>Looks at everything that an operator would ask for.</summary>
internal sealed class HealthReporter(
    Readiness readiness,
    IDatabase database,
    IRedisHealth redis,
    IConversationService conversations,
    IPresence presence,
    SocketRegistry sockets,
    CircuitCount circuits,
    CpuMeter cpu,
    TimeProvider time)
{
    private static readonly string Version = typeof(HealthReporter).Assembly.GetName().Version!.ToString(3);

    public async Task<HealthReport> LookAsync(CancellationToken cancellationToken)
    {
        var ready = await readiness.IsReadyAsync();
        var shared = redis.Current;
        var (counted, latency) = await CountAsync(cancellationToken);
        return new HealthReport(
            ready ? shared is { Configured: true, Connected: false } ? "degraded" : "ok" : "unready",
            Version,
            (long)(DateTime.UtcNow - Process.GetCurrentProcess().StartTime.ToUniversalTime()).TotalSeconds,
            new DatabaseReport(database.Provider.ToString(), readiness.Fault is null, readiness.Fault, latency),
            new RedisReport(shared.Configured, shared.Connected, shared.Latency?.TotalMilliseconds, shared.LastError),
            sockets.Count,
            circuits.Open,
            counted,
            (await presence.PresentAgentsAsync()).Count,
            new MemoryReport(Environment.WorkingSet, GC.GetGCMemoryInfo().HeapSizeBytes),
            cpu.Read(),
            Disk());
    }

    private async Task<(ConversationsReport? Counted, double? LatencyMs)> CountAsync(CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        try
        {
            var open = await conversations.CountOpenAsync(cancellationToken);
            return (new ConversationsReport(open.Active, open.Waiting), time.GetElapsedTime(startedAt).TotalMilliseconds);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            return (null, null); // The fault is said where it is looked for.
        }
    }

    private DiskReport Disk()
    {
        var drive = new DriveInfo(database.Folder ?? Directory.GetCurrentDirectory());
        return new DiskReport(drive.AvailableFreeSpace, drive.TotalSize);
    }
}
