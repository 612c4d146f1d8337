using KefuBlazor.Chaos.Nodes;
using KefuBlazor.Testing;

namespace KefuBlazor.Chaos.Trials;

/// <summary>
/// The proof of the checker: a server whose one promise is broken from outside, played until the checker must notice. It passes when the
/// promise's check has found something.
/// </summary>
/// <param name="id">S1 to S5.</param>
/// <param name="name">The switch, as the broken server knows it.</param>
/// <param name="fault">What is broken, for the table.</param>
/// <param name="check">Which check must find it; null where nothing is broken and nothing may be found.</param>
/// <param name="finding">What the finding must say.</param>
internal sealed class BrokenPromise(string id, string name, string fault, string? check, string finding = "") : Trial
{
    public override string Id => id;

    public override string Fault => fault;

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Single, TopologyKind.Cluster];

    public override Company Company => Company.Any;

    public override TimeSpan About => TimeSpan.FromSeconds(45);

    public override async Task PlayAsync(TrialRun run)
    {
        // Judged apart: here violations are what is wanted.
        var broken = new TrialRun(run.Kind, run.Seed, isShort: true, run.Say);
        var plan = StagePlan.For(broken) with
        {
            Settings = new Dictionary<string, string> { ["DOTNET_STARTUP_HOOKS"] = HookFile(), ["KEFU_BROKEN"] = name },
        };
        await using (var stage = await Stage.OpenAsync(broken, plan))
        {
            await stage.PlayAsync(TimeSpan.FromSeconds(4), () => DisturbAsync(stage));
            await AllAreBackAsync(stage);
            await Task.Delay(TimeSpan.FromSeconds(2));

            // The last words fall into the moment after a reconnection: nothing follows that would show what was missed.
            DropAll(stage);
            await AllAreBackAsync(stage);
            await Task.Delay(TimeSpan.FromMilliseconds(200));
            stage.Traffic.Burst(60);
            await stage.SettleAsync(check is null ? TimeSpan.FromSeconds(30) : TimeSpan.FromSeconds(6));
        }

        if (check is null)
        {
            run.Figure($"{broken.Violations.Count} findings");
            run.Add(broken.Violations);
            return;
        }

        var found = broken.Violations.Count(violation => violation.Check == check && violation.What.Contains(finding, StringComparison.Ordinal));
        run.Figure($"caught by {check}: {found} findings");
        run.Require(found > 0, $"the checker did not notice: {fault}");
    }

    /// <summary>Cuts all off twice while messages are on their way, then kills the server behind the first acks of a burst.</summary>
    private static async Task DisturbAsync(Stage stage)
    {
        for (var cut = 0; cut < 2; cut++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            stage.Traffic.Burst(20);
            DropAll(stage);
        }

        await AllAreBackAsync(stage);
        await Task.Delay(TimeSpan.FromSeconds(1));
        var before = Acked(stage);
        stage.Traffic.Burst(20);
        await Load.Crowd.UntilAsync(() => Acked(stage) >= before + 10, TimeSpan.FromSeconds(1));
        await stage.Topology.Nodes[0].KillAsync();
        await stage.Topology.Nodes[0].StartAsync();
    }

    private static int Acked(Stage stage) => stage.Journal.Sends.Count(send => send.Outcome == Records.SendOutcome.Ok);

    private static async Task AllAreBackAsync(Stage stage) =>
        await Load.Crowd.UntilAsync(() => stage.Crowd.All.All(client => client.IsConnected), TimeSpan.FromSeconds(40));

    private static void DropAll(Stage stage)
    {
        foreach (var client in stage.Crowd.All)
            client.Drop();
    }

    private static string HookFile()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(
            Repository.Root, "tests", "KefuBlazor.Chaos.Broken", "bin", framework.Parent!.Name, framework.Name, "KefuBlazor.Chaos.Broken.dll");
    }
}
