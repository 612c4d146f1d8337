using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

internal sealed class PostgresDatabase(NpgsqlDataSource dataSource, PostgresSchema schema, DatabaseClock clock) : IDatabase
{
    public StorageProvider Provider => StorageProvider.Postgres;

    public string? Folder => null;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var connection = await schema.OpenAsync(cancellationToken);
        await clock.AskAsync(connection, cancellationToken);
        await schema.MigrateAsync(connection, () => UnfinishedCopy.RefuseAsync(connection, cancellationToken), cancellationToken);
    }

    public async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            await PostgresSettings.AssertAsync(connection);
            return await PostgresSchema.IsReadOnlyAsync(connection, cancellationToken)
                ? "PostgreSQL takes no writes: it is a standby, or its transactions are read-only by default."
                : null;
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
        catch (NpgsqlException exception)
        {
            return $"PostgreSQL does not answer: {exception.Message}";
        }
    }
}
