namespace KefuBlazor.Core.Storage.Backup;

/// <summary>What a backup holds.</summary>
/// <param name="StartedAt">Every message acked before this is in it, UTC.</param>
/// <param name="Conversations">How many.</param>
/// <param name="Messages">How many.</param>
/// <param name="Bytes">The database's size.</param>
/// <param name="Files">How many files that people sent.</param>
public sealed record BackupReport(DateTimeOffset StartedAt, long Conversations, long Messages, long Bytes, long Files = 0);

/// <summary>Copies of the whole database and of the files that belong to it, made while they are in use.</summary>
public interface IBackupService
{
    /// <summary>Writes a checked copy of the database into a folder that is new or empty. Nobody's writes wait for it.</summary>
    /// <exception cref="InvalidOperationException">It could not be made; the message says why and what to mend. Nothing usable is left.</exception>
    Task<BackupReport> BackupAsync(string folder, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts a backup in the place of the database, while no server runs. What was there before is moved aside, beside it, not removed.
    /// </summary>
    /// <exception cref="InvalidOperationException">It could not be restored; the message says why, and what was there is as it was.</exception>
    Task<BackupReport> RestoreAsync(string folder, CancellationToken cancellationToken = default);
}
