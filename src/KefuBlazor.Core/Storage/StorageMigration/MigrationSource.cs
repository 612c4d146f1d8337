using System.Globalization;
using KefuBlazor.Core.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage.StorageMigration;

/// <summary>The installation on SQLite, which nobody else can open as long as this is.</summary>
internal sealed class MigrationSource : IAsyncDisposable
{
    private MigrationSource(string file, SqliteConnection connection)
    {
        Connection = connection;

        // It only tells the model: EF Core would look at the file through a connection of its own, which the lock keeps out.
        Context = new KefuDbContext(new DbContextOptionsBuilder<KefuDbContext>().UseSqlite(connection).Options);
        var info = new FileInfo(file);
        State = string.Create(CultureInfo.InvariantCulture, $"{info.Length} bytes of {info.LastWriteTimeUtc:O}");
    }

    public SqliteConnection Connection { get; }

    public KefuDbContext Context { get; }

    /// <summary>Another one after every change.</summary>
    public string State { get; }

    /// <summary>What tells this installation from others, for as long as it lives: its first key, of which none is ever removed.</summary>
    public string Installation { get; private set; } = string.Empty;

    /// <exception cref="InvalidOperationException">There is none, or it is in use, or of another version.</exception>
    public static async Task<MigrationSource> OpenAsync(SqliteDatabaseOptions options, CancellationToken cancellationToken)
    {
        if (!File.Exists(options.File))
            throw new InvalidOperationException($"There is no database at {options.File}. Run it in the directory that the server is started in.");

        var source = new MigrationSource(options.File, SqliteExclusive.Open(options.File));
        try
        {
            await source.CheckVersionAsync(options.File, cancellationToken);
            var keys = await source.ReadAsync("SELECT friendly_name FROM data_protection_keys ORDER BY id LIMIT 1", cancellationToken);
            source.Installation = keys.FirstOrDefault() ?? "without keys";
            return source;
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await Connection.DisposeAsync();
    }

    private async Task CheckVersionAsync(string file, CancellationToken cancellationToken)
    {
        var history = await ReadAsync("SELECT name FROM sqlite_master WHERE name = '__EFMigrationsHistory'", cancellationToken);
        var found = history.Count == 0 ? [] : await ReadAsync("SELECT MigrationId FROM __EFMigrationsHistory", cancellationToken);
        if (!Context.Database.GetMigrations().ToHashSet().SetEquals(found))
        {
            throw new InvalidOperationException(
                $"{file} was written by another version of this program. Start the server of this version on it once, stop it, and run this again.");
        }
    }

    private async Task<List<string>> ReadAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var values = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            if (!await reader.IsDBNullAsync(0, cancellationToken))
                values.Add(reader.GetString(0));
        }

        return values;
    }
}
