using KefuBlazor.Chaos.Clients;

namespace KefuBlazor.Chaos.Tests.Clients;

public sealed class TranscriptTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    [Fact]
    public void Add_OutOfOrder_ContiguousWaitsForTheGap()
    {
        var transcript = new Transcript();
        transcript.Add(1, TimeSpan.Zero);
        transcript.Add(3, TimeSpan.Zero);
        Assert.Equal((1, 3, false), (transcript.Contiguous, transcript.LastSeq, transcript.IsComplete));
        transcript.Add(2, TimeSpan.Zero);
        Assert.Equal((3, true), (transcript.Contiguous, transcript.IsComplete));
    }

    [Fact]
    public void IsGapOpen_OnlyAfterPatienceAndUntilFilled()
    {
        var transcript = new Transcript();
        transcript.Expect(1, TimeSpan.FromSeconds(5));
        Assert.False(transcript.IsGapOpen(TimeSpan.FromSeconds(5.5), Patience));
        Assert.True(transcript.IsGapOpen(TimeSpan.FromSeconds(6), Patience));
        transcript.Add(1, TimeSpan.FromSeconds(6));
        Assert.False(transcript.IsGapOpen(TimeSpan.FromSeconds(9), Patience));
    }
}
