using KefuBlazor.Chaos.Stores;
using Microsoft.Data.Sqlite;

namespace KefuBlazor.Chaos.Nodes;

/// <summary>The default: one server on SQLite.</summary>
internal sealed class SingleNodeTopology : Topology
{
    private readonly string? _temporary;

    public SingleNodeTopology(IReadOnlyDictionary<string, string> settings, string? folder)
    {
        if (folder is null)
            folder = _temporary = Directory.CreateTempSubdirectory("kefu-chaos-").FullName;
        Nodes = [new ServerNode("node", folder, settings)];
        DatabaseFile = Path.Combine(folder, "data", "kefu.db");
        Store = new StoreReader(() => new SqliteConnection($"Data Source={DatabaseFile};Pooling=False;Default Timeout=30"));
    }

    public ServerNode Node => Nodes[0];

    public string DatabaseFile { get; }

    public override Uri Entry => Node.Address;

    public override StoreReader Store { get; }

    public override Task StartAsync()
    {
        PrepareNode?.Invoke(Node);
        return Node.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        if (_temporary is not null)
            Directory.Delete(_temporary, recursive: true);
    }
}
