using KefuBlazor.Chaos.Nodes;
using KefuBlazor.Chaos.Records;
using KefuBlazor.Chaos.Stores;
using KefuBlazor.Testing;
using Npgsql;

namespace KefuBlazor.Chaos.Trials;

/// <summary>A backup as the documentation says that it is made, of what a topology stores.</summary>
internal interface IBackup : IAsyncDisposable
{
    Task MakeAsync();

    /// <summary>Restores it on an empty machine, boots a server on that, and tells what messages are there.</summary>
    Task<IReadOnlyList<StoredMessage>> RestoreAsync();
}

/// <summary>SQLite: by the program's own commands.</summary>
internal sealed class CopiedFolder(ServerNode node) : IBackup
{
    private readonly string _home = Directory.CreateTempSubdirectory("kefu-chaos-backup-").FullName;

    private string Folder => Path.Combine(_home, "copy");

    public Task MakeAsync() => node.RunCommandAsync("backup", Folder);

    public async Task<IReadOnlyList<StoredMessage>> RestoreAsync()
    {
        await using var other = Topology.Make(TopologyKind.Single);
        await other.Nodes[0].RunCommandAsync("restore", Folder);
        await other.StartAsync();
        return await other.Store.MessagesAsync();
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_home, recursive: true);
        return default;
    }
}

/// <summary>PostgreSQL: by its own tools.</summary>
internal sealed class DumpedDatabase(ClusterTopology cluster) : IBackup
{
    private string _file = string.Empty;

    public async Task MakeAsync() => _file = await cluster.Postgres.DumpAsync(cluster.Database);

    public async Task<IReadOnlyList<StoredMessage>> RestoreAsync()
    {
        await using var other = await PostgresServer.StartAsync();
        var database = await other.CreateDatabaseAsync();
        await other.RestoreAsync(_file, database);
        await using var node = cluster.MakeNode("restored", other.ConnectionString(database));
        await node.StartAsync();
        return await new StoreReader(() => new NpgsqlConnection(other.ConnectionString(database) + ";Pooling=false")).MessagesAsync();
    }

    public ValueTask DisposeAsync() => default; // the file goes with the server
}
