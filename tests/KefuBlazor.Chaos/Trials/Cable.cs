using System.Diagnostics;
using KefuBlazor.Chaos.Faults;
using KefuBlazor.Chaos.Load;

namespace KefuBlazor.Chaos.Trials;

/// <summary>The wire between all customers and the entry.</summary>
internal sealed class Cable : IAsyncDisposable
{
    private static readonly TimeSpan ServerNotices = TimeSpan.FromSeconds(45);

    public TcpProxy Wire { get; private set; } = null!;

    public StagePlan Lay(StagePlan plan) => plan with
    {
        Prepare = topology => Wire = new TcpProxy(() => topology.Entry),
        Route = (topology, isAgent, _) => isAgent ? topology.Entry : Wire.Address,
    };

    /// <summary>Cuts it for so long, under load for a minute at most, and waits until everybody holds everything again.</summary>
    public async Task CutAsync(TrialRun run, Stage stage, TimeSpan cut)
    {
        var under = cut > TimeSpan.FromSeconds(60) ? TimeSpan.FromSeconds(60) : cut;
        await stage.PlayAsync(under + TimeSpan.FromSeconds(2), async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            Wire.SilenceBoth();
            var began = Stopwatch.StartNew();
            if (cut > ServerNotices)
            {
                // Of the sockets: an idle connection that a file came by may stay for longer, and new ones wait for the wire.
                var sockets = stage.Crowd.Customers.Count;
                var noticed = await Crowd.UntilAsync(() => Wire.EndedByServer >= sockets * 0.99, ServerNotices + TimeSpan.FromSeconds(5));
                run.Bound("server noticed in", noticed, ServerNotices);
            }

            await Task.Delay(cut - began.Elapsed);
            Wire.Heal();
        });
        foreach (var customer in stage.Crowd.Customers)
            customer.SetOffline(false); // the browser says "online"
        var whole = Stopwatch.StartNew();
        while (whole.Elapsed < TimeSpan.FromSeconds(40) && !await stage.IsCompleteAsync())
            await Task.Delay(200);
        run.Bound($"whole after {cut.TotalSeconds:0} s in", whole.Elapsed, TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        if (Wire is not null)
            await Wire.DisposeAsync();
    }
}
