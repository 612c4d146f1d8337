using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Retention;

internal sealed partial class RetentionService(
    IRetentionStore store, IAttachmentCleaner attachments, IJobLease lease, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RetentionService> logger)
    : BackgroundService, IRetentionService
{
    private const int ConversationsAtOnce = 50;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    public async Task<PurgeReport> PurgeAsync(bool dryRun, IProgress<PurgeReport>? progress, CancellationToken cancellationToken)
    {
        if (options.Value.Days == 0)
            return new PurgeReport(null, 0, 0);

        var before = time.GetUtcNow() - TimeSpan.FromDays(options.Value.Days);
        if (dryRun)
        {
            var (conversations, messages) = await store.CountAsync(before, cancellationToken);
            return new PurgeReport(before, conversations, messages);
        }

        var report = new PurgeReport(before, 0, 0);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var removed = await store.RemoveAsync(before, ConversationsAtOnce, cancellationToken);
            if (!removed.Succeeded)
                throw new InvalidOperationException($"The purge stopped after {report.Conversations} conversations: {removed.Error!.Message}");
            if (removed.Value.Conversations == 0)
                return report;
            await attachments.CleanAsync(cancellationToken);
            report = new PurgeReport(before, report.Conversations + removed.Value.Conversations, report.Messages + removed.Value.Messages);
            progress?.Report(report);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!lease.IsHeld)
                continue;
            try
            {
                var report = await PurgeAsync(dryRun: false, null, stoppingToken);
                if (report.Conversations > 0)
                    LogPurged(report.Conversations, report.Messages, report.Before!.Value);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(1711, LogLevel.Information, "Removed {Conversations} conversations with {Messages} messages, closed before {Before}")]
    private partial void LogPurged(long conversations, long messages, DateTimeOffset before);

    [LoggerMessage(1712, LogLevel.Error, "The purge failed; it is tried again later")]
    private partial void LogFailed(Exception exception);
}
