using KefuBlazor.Core.Storage.Postgres;
using KefuBlazor.Core.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KefuBlazor.Core.Storage.StorageMigration;

internal sealed class SqliteToPostgres(SqliteDatabaseOptions options, ILoggerFactory loggers) : IStorageMigration
{
    /// <summary>Where the target is said, for messages.</summary>
    private const string Setting = "--to";

    /// <summary>How many rows are one transaction. Memory does not grow with it: rows go from one connection to the other as they are read.</summary>
    internal int BatchRows { get; set; } = 10_000;

    public async Task<MigrationReport> MigrateAsync(string target, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        var to = PostgresDatabaseOptions.From(target, Setting);
        await using var source = await MigrationSource.OpenAsync(options, cancellationToken);
        await using var dataSource = to.CreateDataSource();
        var contexts = new PostgresContextFactory(dataSource, loggers);
        var schema = new PostgresSchema(to, dataSource, contexts, loggers.CreateLogger<PostgresSchema>());
        await using var model = contexts.CreateForMigration();
        try
        {
            await using var connection = await schema.OpenAsync(cancellationToken);
            var report = await MigrateAsync(source, connection, schema, MigratedTable.AllOf(source.Context, model), progress, cancellationToken);
            return report with { Settings = SettingsOf(target) };
        }
        catch (Exception exception) when (exception is NpgsqlException or SqliteException)
        {
            throw new InvalidOperationException(
                $"The copy did not end: {exception.Message} Mend that and run the command again: it goes on with what is copied.", exception);
        }
    }

    private async Task<MigrationReport> MigrateAsync(
        MigrationSource source,
        NpgsqlConnection connection,
        PostgresSchema schema,
        IReadOnlyList<MigratedTable> tables,
        IProgress<MigrationProgress>? progress,
        CancellationToken cancellationToken)
    {
        var copy = new UnfinishedCopy(source.Installation, source.State);
        var target = new MigrationTarget(connection, schema, tables);
        var wentOn = await target.TakeAsync(copy, cancellationToken);

        var rows = new Dictionary<string, long>();
        foreach (var table in tables)
            rows[table.Name] = await new TableCopy(source.Connection, connection, table, BatchRows, progress).RunAsync(cancellationToken);

        string? wrong = null;
        foreach (var table in tables)
            wrong ??= await new TableComparison(source.Connection, connection, table, progress).FindDifferenceAsync(rows[table.Name], cancellationToken);
        wrong ??= await target.FindGapAsync(cancellationToken);
        if (wrong is not null)
        {
            await target.DistrustAsync(copy, cancellationToken);
            throw new InvalidOperationException(
                $"What was copied is not the same: {wrong}. Did somebody else write to the database? Run the command again: it begins anew.");
        }

        await UnfinishedCopy.UnmarkAsync(connection, cancellationToken);
        return new MigrationReport(tables.Count, rows.Values.Sum(), rows["conversations"], rows["messages"], wentOn, []);
    }

    private static KeyValuePair<string, string>[] SettingsOf(string target)
    {
        var shown = new NpgsqlConnectionStringBuilder(target);
        if (!string.IsNullOrEmpty(shown.Password))
            shown.Password = "…";
        shown.SslPassword = null;
        return [new("Storage__Provider", nameof(StorageProvider.Postgres)), new("ConnectionStrings__Kefu", shown.ConnectionString)];
    }
}
