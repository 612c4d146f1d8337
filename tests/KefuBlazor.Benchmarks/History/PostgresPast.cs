using System.Data.Common;
using System.Globalization;
using KefuBlazor.Testing;
using Npgsql;

namespace KefuBlazor.Benchmarks.History;

/// <summary>A database for each size on a server of its own, whose data are kept.</summary>
internal sealed class PostgresPast : IPast, IPastDialect
{
    private const string Unfinished = "unfinished";

    // Those of constraints cannot be taken away; rows come in the order of the primary keys.
    private const string Indexes =
        """
        SELECT i.indexname, i.indexdef FROM pg_indexes i
        WHERE i.schemaname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)
        """;

    private readonly PostgresServer _server;

    private PostgresPast(PostgresServer server) => _server = server;

    public string Name => "PostgreSQL";

    public string Random => "md5(random()::text)";

    public static async Task<PostgresPast> StartAsync() => new(await PostgresServer.StartKeptAsync(Path.Combine(CacheFolder.Path, "postgres")));

    public string Hex(string number, int digits) => string.Create(CultureInfo.InvariantCulture, $"lpad(to_hex({number}), {digits}, '0')");

    public string Time(string milliseconds) => $"to_timestamp(({milliseconds}) / 1000.0)";

    public async Task<Dictionary<string, string?>> GetAsync(int messages)
    {
        await _server.DropDatabaseAsync(Unfinished);
        await _server.ExecuteAsync($"CREATE DATABASE {Unfinished} TEMPLATE template0");
        var settings = Settings(Unfinished);
        await using (await Installation.OpenAsync(settings))
        {
            // Migrating it was all.
        }

        await using var connection = await ConnectAsync(settings);
        var schema = await PastMaker.SchemaAsync(connection);
        var wanted = string.Create(CultureInfo.InvariantCulture, $"past_{schema}_{PastYears.Version}_");
        var databases = (await PastMaker.ReadAsync(connection, "SELECT datname FROM pg_database WHERE datname LIKE 'past%'")).ConvertAll(row => row[0]);
        foreach (var database in databases.Where(name => !name.StartsWith(wanted, StringComparison.Ordinal)))
            await _server.DropDatabaseAsync(database);
        var name = string.Create(CultureInfo.InvariantCulture, $"{wanted}{messages}");
        if (!databases.Contains(name))
        {
            // Nothing is lost that could not be made again: foreign keys are as the statements say, and commits wait for no disk.
            await PastMaker.RunAsync(
                connection, "SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'");
            await PastMaker.MakeAsync(connection, messages, this, Indexes);
            await PastMaker.RunAsync(connection, "VACUUM ANALYZE");
            await PastMaker.RunAsync(connection, "CHECKPOINT");
            await connection.CloseAsync();
            await _server.ExecuteAsync($"ALTER DATABASE {Unfinished} RENAME TO {name}");
        }
        else
        {
            await connection.CloseAsync();
            await _server.DropDatabaseAsync(Unfinished);
        }

        return Settings(name);
    }

    public async Task<DbConnection> ConnectAsync(Dictionary<string, string?> settings)
    {
        var connection = new NpgsqlConnection(settings["ConnectionStrings:Kefu"] + ";Pooling=false;Command Timeout=0");
        await connection.OpenAsync();
        return connection;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Dictionary<string, string?> Settings(string database) => new()
    {
        ["Storage:Provider"] = "Postgres",
        ["ConnectionStrings:Kefu"] = _server.ConnectionString(database),
        ["Attachments:Path"] = Path.Combine(CacheFolder.Path, "files"),
    };
}
