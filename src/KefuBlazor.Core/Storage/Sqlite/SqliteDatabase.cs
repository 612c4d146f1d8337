using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage.Sqlite;

internal sealed class SqliteDatabase(SqliteDatabaseOptions options, IDbContextFactory<KefuDbContext> contexts, SqliteWriter writer) : IDatabase
{
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(options.File)!);

        // A restored copy is not in WAL mode yet, and EF Core first looks at a database through a connection that may not change that.
        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder(options.ConnectionString) { Pooling = false }.ToString()))
        {
            await connection.OpenAsync(cancellationToken);
            SqlitePragmas.Apply(connection);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.MigrateWhereBehindAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        SqlitePragmas.Assert(context.Database.GetDbConnection());
    }

    public StorageProvider Provider => StorageProvider.Sqlite;

    public string? Folder => Path.GetDirectoryName(options.File);

    public async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        if (writer.Fault is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Database.CanConnectAsync(cancellationToken) ? null : $"The database {options.File} cannot be opened.";
    }
}
