using KefuBlazor.Chaos.Stores;

namespace KefuBlazor.Chaos.Nodes;

/// <summary>What a run is played on.</summary>
internal enum TopologyKind
{
    /// <summary>One server, SQLite, no Redis.</summary>
    Single,

    /// <summary>Several servers behind haproxy, PostgreSQL, Redis.</summary>
    Cluster,
}

/// <summary>Servers and what they need, started for one run and gone after it.</summary>
internal abstract class Topology : IAsyncDisposable
{
    /// <summary>
    /// Production with the demo accounts; no limits by address or rate, since all clients come from one; few log lines, since the machine
    /// is measured too.
    /// </summary>
    protected static IReadOnlyDictionary<string, string> CommonSettings { get; } = new Dictionary<string, string>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["DOTNET_ENVIRONMENT"] = "Production",
        ["Seed__DemoAccounts"] = "true",
        ["Seed__RequirePasswordChange"] = "false",
        ["Limits__NewVisitorsPerMinutePerAddress"] = "0",
        ["Limits__SocketsPerAddress"] = "0",
        ["Limits__FailedLoginsPerMinutePerAddress"] = "0",
        ["Limits__SendsPerTenSeconds"] = "0",
        ["Attachments__UploadsPerMinute"] = "0",
        ["Assignment__Capacity"] = "0",
        ["Serilog__MinimumLevel__Default"] = "Warning",
        ["Serilog__MinimumLevel__Override__Microsoft.Hosting.Lifetime"] = "Warning",
        ["Logs__Path"] = string.Empty,
    };

    public IReadOnlyList<ServerNode> Nodes { get; protected set; } = [];

    /// <summary>Done to each server before its first start.</summary>
    public Action<ServerNode>? PrepareNode { get; set; }

    /// <summary>Where clients connect.</summary>
    public abstract Uri Entry { get; }

    public abstract StoreReader Store { get; }

    /// <summary>Starts everything and waits until it is ready.</summary>
    public abstract Task StartAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>Makes a topology that is not yet started.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="settings">Settings of its servers, over the common ones.</param>
    /// <param name="folder">Where its data go; a temporary folder unless given.</param>
    public static Topology Make(TopologyKind kind, IReadOnlyDictionary<string, string>? settings = null, string? folder = null)
    {
        var all = new Dictionary<string, string>(CommonSettings);
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
            all[key] = value;
        return kind switch
        {
            TopologyKind.Single => new SingleNodeTopology(all, folder),
            _ => new ClusterTopology(all, folder),
        };
    }
}
