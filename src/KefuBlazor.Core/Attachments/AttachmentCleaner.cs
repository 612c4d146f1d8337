using KefuBlazor.Core.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Attachments;

internal sealed partial class AttachmentCleaner(
    IAttachmentStore store,
    IFileStore files,
    IncomingFiles incoming,
    IJobLease lease,
    IOptions<AttachmentOptions> options,
    TimeProvider time,
    ILogger<AttachmentCleaner> logger) : BackgroundService, IAttachmentCleaner
{
    private const int AtOnce = 100;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    public async Task<int> CleanAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        while (true)
        {
            var loose = await store.TakeLooseAsync(time.GetUtcNow() - options.Value.UnboundFor, AtOnce, cancellationToken);
            if (!loose.Succeeded)
                throw new InvalidOperationException($"Attachments could not be looked through: {loose.Error!.Message}");

            // The bytes first: what is still noted is found again after a crash.
            foreach (var id in loose.Value)
                await files.RemoveAsync(id, cancellationToken);
            if (loose.Value.Count > 0)
                await store.RemoveAsync(loose.Value, cancellationToken);
            total += loose.Value.Count;
            if (loose.Value.Count < AtOnce)
                break;
        }

        if (total > 0)
            LogRemoved(total);
        return total;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                incoming.RemoveAbandoned();
                if (lease.IsHeld)
                    await CleanAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(1911, LogLevel.Information, "Removed {Count} attachments that nobody can fetch any more")]
    private partial void LogRemoved(int count);

    [LoggerMessage(1912, LogLevel.Error, "Attachments could not be cleaned up; it is tried again later")]
    private partial void LogFailed(Exception exception);
}
