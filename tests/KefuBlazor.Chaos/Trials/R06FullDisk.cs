using KefuBlazor.Chaos.Clients;
using KefuBlazor.Chaos.Faults;
using KefuBlazor.Chaos.Nodes;
using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Trials;

/// <summary>The disk is full, and then is not: sends fail visibly, reading goes on, and a tap on "retry" is all that is needed.</summary>
internal sealed class R06FullDisk : Trial
{
    public override string Id => "R06";

    public override string Fault => "disk full, then freed";

    public override Task<string?> FindObstacleAsync(TopologyKind kind) => Disk.FindObstacleAsync();

    public override async Task PlayAsync(TrialRun run)
    {
        await using var disk = await Disk.MakeTmpfsAsync(32);
        await using var stage = await Stage.OpenAsync(run, StagePlan.For(run) with { Folder = disk.Folder });
        await stage.PlayAsync(TimeSpan.FromSeconds(20), async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            await disk.FillAsync();
            var seen = await Load.Crowd.UntilAsync(() => Failed(stage).Any(), TimeSpan.FromSeconds(16));
            run.Require(seen is not null, "no send failed though the disk was full");
            var customer = stage.Crowd.Customers.First(one => one.Views().Count > 0);
            var address = new Uri(stage.Topology.Entry, $"api/messages/{customer.Views()[0].ConversationId}");
            run.Require(await Api.TryGetAsync(address, customer.Token, CancellationToken.None) is not null, "history could not be read while the disk was full");
        });
        var failed = Failed(stage).ToList();
        run.Figure($"{failed.Count} failed with {string.Join(", ", failed.Select(send => send.Error).Distinct())}");
        run.Require(failed.TrueForAll(send => send.Error == "storage_full"), "a send failed with another code than storage_full");

        disk.Free();
        foreach (var client in stage.Crowd.All)
            client.RetryFailed();
        var recovered = await Load.Crowd.UntilAsync(() => stage.Crowd.All.All(client => client.Waiting == 0), TimeSpan.FromSeconds(20));
        run.Bound("retried in", recovered, TimeSpan.FromSeconds(5));
        run.Require(!Failed(stage).Any(), $"{Failed(stage).Count()} sends failed again after there was room");
        await stage.SettleAsync();
    }

    private static IEnumerable<Send> Failed(Stage stage) => stage.Journal.Sends.Where(send => send.Outcome == SendOutcome.Failed);
}
