using KefuBlazor.Core.Storage.Backup;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>PostgreSQL has tools of its own for this, which know more than we do: they are named rather than imitated.</summary>
internal sealed class PostgresBackup : IBackupService
{
    public Task<BackupReport> BackupAsync(string folder, CancellationToken cancellationToken) => throw new InvalidOperationException(
        "Storage:Provider is Postgres: make the backup by pg_dump -Fc -d kefu -f kefu.dump, which may run while the server does.");

    public Task<BackupReport> RestoreAsync(string folder, CancellationToken cancellationToken) => throw new InvalidOperationException(
        "Storage:Provider is Postgres: stop the servers, make an empty database, and restore by pg_restore -d kefu kefu.dump.");
}
