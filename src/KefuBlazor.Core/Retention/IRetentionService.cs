namespace KefuBlazor.Core.Retention;

/// <summary>What a purge removed, or would remove.</summary>
/// <param name="Before">Conversations closed before this, UTC; null where they are kept for ever.</param>
/// <param name="Conversations">How many.</param>
/// <param name="Messages">How many messages in them.</param>
public sealed record PurgeReport(DateTimeOffset? Before, long Conversations, long Messages);

/// <summary>Removes whole closed conversations, with their files, when their time is over. An open one is never touched.</summary>
public interface IRetentionService
{
    /// <summary>Removes what is due, some conversations at a time so that nobody waits long for the writer.</summary>
    /// <param name="dryRun">Only counts.</param>
    /// <param name="progress">Told after each part; the last report is the result.</param>
    /// <param name="cancellationToken">Stops between two parts; what is removed stays removed.</param>
    Task<PurgeReport> PurgeAsync(bool dryRun, IProgress<PurgeReport>? progress = null, CancellationToken cancellationToken = default);
}
