namespace KefuBlazor.Chaos.Trials;

/// <summary>Customers lose the network for ten minutes: the server has long forgotten their connections, and they have not forgotten theirs.</summary>
internal sealed class R13LongCut : Trial
{
    public override string Id => "R13L";

    public override string Fault => "two-way cut of 600 s";

    public override Company Company => Company.LongOnes;

    public override TimeSpan About => TimeSpan.FromSeconds(680);

    public override async Task PlayAsync(TrialRun run)
    {
        await using var cable = new Cable();
        await using var stage = await Stage.OpenAsync(run, cable.Lay(StagePlan.For(run)));
        await cable.CutAsync(run, stage, run.Pick(TimeSpan.FromSeconds(600), TimeSpan.FromSeconds(20)));
        await stage.SettleAsync();
    }
}
