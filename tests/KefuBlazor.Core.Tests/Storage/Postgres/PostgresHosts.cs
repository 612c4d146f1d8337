using KefuBlazor.Testing;

namespace KefuBlazor.Core.Tests.Storage.Postgres;

/// <summary>Cores on PostgreSQL: one server for all tests of this process, a database for each.</summary>
internal static class PostgresHosts
{
    private static readonly Lazy<Task<PostgresServer>> Started = new(() => PostgresServer.StartAsync());
    private static readonly Lazy<Task<string>> Migrated = new(MigrateAsync);

    public static Task<PostgresServer> Server => Started.Value;

    /// <summary>A Core on an empty database of its own, sends unlimited.</summary>
    public static async Task<CoreHost> StartAsync(Dictionary<string, string?>? settings = null) =>
        await CoreHost.StartAsync(new Dictionary<string, string?>([.. await NewDatabaseAsync(), .. settings ?? []]));

    /// <summary>The settings that lead to a new database, which is migrated already: copying one is quicker.</summary>
    public static async Task<Dictionary<string, string?>> NewDatabaseAsync()
    {
        var server = await Server;
        return Settings(server.ConnectionString(await server.CreateDatabaseAsync(await Migrated.Value)));
    }

    public static Dictionary<string, string?> Settings(string connectionString) => new(Scenarios.Unlimited)
    {
        ["Storage:Provider"] = "Postgres",
        ["ConnectionStrings:Kefu"] = connectionString,
    };

    private static async Task<string> MigrateAsync()
    {
        var server = await Server;
        var template = await server.CreateDatabaseAsync();
        await using (await CoreHost.StartAsync(Settings(server.ConnectionString(template))))
        {
            // Starting it was all.
        }

        return template;
    }
}
