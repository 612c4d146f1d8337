namespace KefuBlazor.Core.Storage.StorageMigration;

/// <summary>Where PostgreSQL is what the settings name, there is nothing to move.</summary>
internal sealed class AlreadyOnPostgres : IStorageMigration
{
    public Task<MigrationReport> MigrateAsync(string target, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken) =>
        throw new InvalidOperationException(
            "Storage:Provider is Postgres already. Run this with the settings of the installation on SQLite: without Storage:Provider, "
            + "and with its ConnectionStrings:Kefu if it has one.");
}
