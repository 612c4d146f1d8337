namespace KefuBlazor.Testing;

/// <summary>Several real servers that are one system: they share a PostgreSQL and a Redis of their own.</summary>
public sealed class Cluster : IAsyncDisposable
{
    private readonly List<ServerProcess> _nodes = [];

    private Cluster()
    {
    }

    public PostgresServer Postgres { get; private set; } = null!;

    public RedisServer Redis { get; private set; } = null!;

    /// <summary>The name of the database that they share.</summary>
    public string Database { get; private set; } = string.Empty;

    public IReadOnlyList<ServerProcess> Nodes => _nodes;

    /// <summary>Starts all of it and waits until every node is ready.</summary>
    /// <param name="nodes">How many servers.</param>
    /// <param name="settings">As environment variables would be, for every node.</param>
    /// <param name="program">The server's assembly; null: the one that was built along with the tests.</param>
    /// <param name="postgresSettings">Lines for <c>postgresql.conf</c>.</param>
    public static async Task<Cluster> StartAsync(
        int nodes, IReadOnlyDictionary<string, string>? settings = null, string? program = null, params string[] postgresSettings)
    {
        var cluster = new Cluster();
        try
        {
            await cluster.StartPartsAsync(nodes, settings ?? new Dictionary<string, string>(), program, postgresSettings);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        if (Redis is not null)
            await Redis.DisposeAsync();
        if (Postgres is not null)
            await Postgres.DisposeAsync();
    }

    private async Task StartPartsAsync(int nodes, IReadOnlyDictionary<string, string> settings, string? program, string[] postgresSettings)
    {
        var redis = RedisServer.StartAsync();
        Postgres = await PostgresServer.StartAsync(postgresSettings);
        Redis = await redis;
        Database = await Postgres.CreateDatabaseAsync();
        var shared = new Dictionary<string, string>(settings)
        {
            ["Storage__Provider"] = "Postgres",
            ["ConnectionStrings__Kefu"] = Postgres.ConnectionString(Database),
            ["ConnectionStrings__Redis"] = Redis.ConnectionString,
            ["Proxy__Trusted__0"] = "127.0.0.1",
        };

        // The first one migrates; the others find it done, and may start together.
        await AddNodeAsync(shared, program);
        await Task.WhenAll(Enumerable.Range(1, nodes - 1).Select(_ => AddNodeAsync(shared, program)));
    }

    private async Task AddNodeAsync(Dictionary<string, string> settings, string? program)
    {
        var node = await ServerProcess.StartAsync(settings, program: program);
        lock (_nodes)
            _nodes.Add(node);
    }
}
