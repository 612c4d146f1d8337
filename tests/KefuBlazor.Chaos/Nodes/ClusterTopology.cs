using System.Globalization;
using KefuBlazor.Chaos.Stores;
using KefuBlazor.Testing;
using Npgsql;

namespace KefuBlazor.Chaos.Nodes;

/// <summary>Two servers behind haproxy, which share a PostgreSQL and a Redis.</summary>
internal sealed class ClusterTopology(IReadOnlyDictionary<string, string> settings, string? folder) : Topology
{
    /// <summary>Keeps a browser, and so its circuit, on one node; it names that node.</summary>
    public const string NodeCookie = "node";

    private const int NodeCount = 2;

    private readonly string _folder = folder ?? Directory.CreateTempSubdirectory("kefu-chaos-").FullName;
    private readonly int _port = ServerProcess.FreePort();
    private string _database = string.Empty;
    private Daemon? _proxy;
    private StoreReader? _store;

    public RedisServer Redis { get; private set; } = null!;

    public PostgresServer Postgres { get; private set; } = null!;

    /// <summary>Whether Redis runs when the servers start.</summary>
    public bool StartsRedis { get; set; } = true;

    /// <summary>The name of the servers' database in <see cref="Postgres"/>.</summary>
    public string Database => _database;

    public override Uri Entry => new($"http://127.0.0.1:{_port}/");

    public override StoreReader Store => _store!;

    public override async Task StartAsync()
    {
        Postgres = await PostgresServer.StartAsync();
        _database = await Postgres.CreateDatabaseAsync();
        Redis = StartsRedis ? await RedisServer.StartAsync() : RedisServer.NotStarted();
        _store = new StoreReader(() => new NpgsqlConnection(Postgres.ConnectionString(_database) + ";Pooling=false"));
        Nodes = [.. Enumerable.Range(1, NodeCount).Select(number =>
        {
            var node = MakeNode($"node{number}", Postgres.ConnectionString(_database));
            PrepareNode?.Invoke(node);
            return node;
        })];
        await Nodes[0].StartAsync(); // it migrates; the others find it done
        await Task.WhenAll(Nodes.Skip(1).Select(node => node.StartAsync()));
        await StartProxyAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        foreach (var node in Nodes)
            await node.DisposeAsync();
        if (Redis is not null)
            await Redis.DisposeAsync();
        if (Postgres is not null)
            await Postgres.DisposeAsync();
        if (folder is null)
            Directory.Delete(_folder, recursive: true);
    }

    /// <summary>One more server that is not yet started, on another database, behind no proxy.</summary>
    public ServerNode MakeNode(string name, string database) => new(
        name,
        Directory.CreateDirectory(Path.Combine(_folder, name)).FullName,
        new Dictionary<string, string>(settings)
        {
            ["Storage__Provider"] = "Postgres",
            ["ConnectionStrings__Kefu"] = database,
            ["ConnectionStrings__Redis"] = Redis.ConnectionString,
            ["Attachments__Path"] = Path.Combine(_folder, "files"),
            ["Proxy__Trusted__0"] = "127.0.0.1",
        });

    private async Task StartProxyAsync()
    {
        var servers = string.Join('\n', Nodes.Select(node => string.Create(
            CultureInfo.InvariantCulture, $"    server {node.Name} 127.0.0.1:{node.Port} cookie {node.Name} check inter 500 fall 1 rise 1")));
        var file = Path.Combine(_folder, "haproxy.cfg");
        await File.WriteAllTextAsync(
            file,
            $"""
            global
                maxconn 4500
            defaults
                mode http
                timeout connect 2s
                timeout client 2m
                timeout server 2m
                timeout tunnel 1h
                option redispatch
                retries 2
            frontend clients
                bind 127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}
                default_backend nodes
            backend nodes
                balance leastconn
                cookie {NodeCookie} insert indirect nocache
                option httpchk GET /health/ready
                option forwardfor
            {servers}

            """);
        _proxy = Daemon.Start(["haproxy", "-db", "-f", file], _folder);
        using var http = new HttpClient();
        await Eventually.HoldsAsync(
            async () => (await http.GetAsync(new Uri(Entry, "health/live"))).IsSuccessStatusCode, () => _proxy.Output, TimeSpan.FromSeconds(20));
    }
}
