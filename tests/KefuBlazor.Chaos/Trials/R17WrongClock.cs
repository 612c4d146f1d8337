using KefuBlazor.Chaos.Faults;
using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>One node's clock is an hour fast or slow; its monotonic time is right, as on a machine whose date was set wrong.</summary>
internal sealed class R17WrongClock : Trial
{
    public override string Id => "R17";

    public override string Fault => "one node's clock an hour fast, then an hour slow";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Cluster];

    public override Company Company => Company.Any;

    public override TimeSpan About => TimeSpan.FromSeconds(80);

    public override async Task<string?> FindObstacleAsync(TopologyKind kind) =>
        await Command.SucceedsAsync("faketime", "-f", "+1h", "true") ? null : "needs faketime";

    public override async Task PlayAsync(TrialRun run)
    {
        await using var stage = await Stage.OpenAsync(run, StagePlan.For(run));
        var node = stage.Topology.Nodes[1];
        node.Set("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        foreach (var shift in (string[])["+1h", "-1h"])
        {
            await stage.PlayAsync(TimeSpan.FromSeconds(25), async () =>
            {
                await node.StopAsync();
                node.Wrapper = ["faketime", "-f", shift];
                await node.StartAsync();
                await Task.Delay(TimeSpan.FromSeconds(2));

                // Everybody comes anew, so that about half of all are served by the wrong clock.
                foreach (var client in stage.Crowd.All)
                    client.Drop();
            });
            run.Say($"{node.Name} ran with {shift}");
        }

        await stage.SettleAsync(); // a sign-in that is refused is an oddity, and fails the run
    }
}
