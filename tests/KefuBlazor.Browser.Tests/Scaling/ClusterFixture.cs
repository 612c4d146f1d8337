using KefuBlazor.Testing;

namespace KefuBlazor.Browser.Tests.Scaling;

/// <summary>Three nodes with PostgreSQL and Redis for all tests of several nodes: to start them takes longer than most of the tests.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private Cluster? _cluster;

    internal Cluster Cluster => _cluster!;

    public async Task InitializeAsync() => _cluster = await Cluster.StartAsync(3, new Dictionary<string, string>
    {
        ["Limits__NewVisitorsPerMinutePerAddress"] = "0",
    });

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
    }
}
