using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace KefuBlazor.Benchmarks.History;

/// <summary>A file for each size.</summary>
internal sealed class SqlitePast : IPast, IPastDialect
{
    private const string Indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";

    private readonly string _folder = Path.Combine(CacheFolder.Path, "sqlite");

    public string Name => "SQLite";

    public string Random => "lower(hex(randomblob(16)))";

    public string Hex(string number, int digits) => string.Create(CultureInfo.InvariantCulture, $"printf('%0{digits}x', {number})");

    public string Time(string milliseconds) => $"({milliseconds})";

    public async Task<Dictionary<string, string?>> GetAsync(int messages)
    {
        Directory.CreateDirectory(_folder);
        var unfinished = Path.Combine(_folder, "unfinished.db");
        Delete(unfinished);
        var settings = Settings(unfinished);
        await using (await Installation.OpenAsync(settings))
        {
            // Migrating it was all.
        }

        SqliteConnection.ClearAllPools();
        string schema;
        await using (var connection = await ConnectAsync(settings))
            schema = await PastMaker.SchemaAsync(connection);
        var wanted = string.Create(CultureInfo.InvariantCulture, $"{schema}-{PastYears.Version}-");
        foreach (var file in Directory.EnumerateFiles(_folder).Where(file => Path.GetFileName(file)[0] is not 'u' && !Path.GetFileName(file).StartsWith(wanted, StringComparison.Ordinal)))
            File.Delete(file);
        var path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{wanted}{messages}.db"));
        if (!File.Exists(path))
        {
            await using (var connection = await ConnectAsync(settings))
            {
                await PastMaker.RunAsync(
                    connection, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-1000000; PRAGMA temp_store=MEMORY");
                await PastMaker.MakeAsync(connection, messages, this, Indexes);
            }

            File.Move(unfinished, path);
        }

        Delete(unfinished);
        return Settings(path);
    }

    public async Task<DbConnection> ConnectAsync(Dictionary<string, string?> settings)
    {
        var connection = new SqliteConnection(settings["ConnectionStrings:Kefu"] + ";Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Dictionary<string, string?> Settings(string file) => new()
    {
        ["ConnectionStrings:Kefu"] = $"Data Source={file}",
        ["Attachments:Path"] = Path.Combine(Path.GetDirectoryName(file)!, "files"),
    };

    private static void Delete(string file)
    {
        foreach (var part in new[] { file, file + "-wal", file + "-shm" })
            File.Delete(part);
    }
}
