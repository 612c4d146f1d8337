using KefuBlazor.Chaos.Checking;
using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Tests.Checking;

/// <summary>Each check finds what breaks its promise, and nothing where all is well.</summary>
public sealed class CheckTests
{
    [Fact]
    public void Find_SoundRun_NothingIsFound() => Assert.Empty(Checker.Find(Scene.Sound()));

    [Fact]
    public void C1_AckedMessageNotStored_IsFound()
    {
        var sound = Scene.Sound();
        AssertFound("C1", sound with { Database = [.. sound.Database.Where(message => message.ClientId != "ann-2")] });
        AssertFound("C1", sound with { Api = [.. sound.Api.Where(message => message.ClientId != "ann-2")] });
    }

    [Fact]
    public void C1_AckedAtAnotherPlaceOrWithAnotherText_IsFound()
    {
        var sound = Scene.Sound();
        AssertFound("C1", sound with { Sends = [.. sound.Sends.Select(send => send.ClientId == "ann-2" ? send with { AckedSeq = 2 } : send)] });
        AssertFound("C1", sound with { Database = [.. sound.Database.Select(message => message.Seq == 3 ? message with { Content = "?" } : message)] });
    }

    [Fact]
    public void C2_StoredTwice_IsFound()
    {
        var sound = Scene.Sound();
        AssertFound("C2", sound with { Database = [.. sound.Database, Scene.Message("a", 4, "ann", "ann-2")] });
        AssertFound("C2", sound with { Api = [.. sound.Api, Scene.Message("a", 4, "ann", "ann-2")] });
    }

    [Fact]
    public void C2_ShownTwiceOrOneIdForTwo_IsFound()
    {
        var sound = Scene.Sound();
        AssertFound("C2", sound with { Received = [.. sound.Received, Scene.Told("kefu001", "a", 4, "ann-2")] });
        AssertFound("C2", sound with { Received = [.. sound.Received, Scene.Told("kefu001", "a", 5, "x") with { Id = "a-3" }] });
    }

    [Fact]
    public void C2_ToldAgainAtTheSamePlace_IsNothing()
    {
        var sound = Scene.Sound();
        Assert.Empty(Checker.Find(sound with { Received = [.. sound.Received, .. sound.Received] }));
    }

    [Fact]
    public void C3_GapInTheOrder_IsFound()
    {
        var sound = Scene.Sound();
        AssertFound("C3", sound with { Database = [.. sound.Database.Select(message => message.Seq == 3 ? message with { Seq = 4 } : message)] });
    }

    [Fact]
    public void C3_SentAfterTheAckYetStandsBefore_IsFound()
    {
        var sound = Scene.Sound();
        StoredMessage[] swapped = [Scene.Message("a", 3, "ann", "ann-1"), Scene.Message("a", 2, "kefu001", "kefu-1"), Scene.Message("a", 1, "ann", "ann-2")];
        AssertFound("C3", sound with { Api = swapped });
    }

    [Fact]
    public void C3_SentWithoutWaitingAndSwapped_IsNothing()
    {
        var sound = Scene.Sound();
        SendRecord[] both = [Scene.Sent("ann", "ann-1", "a", 2, invoked: 0, acked: 3), Scene.Sent("ann", "ann-2", "a", 1, invoked: 1, acked: 2)];
        StoredMessage[] stored = [Scene.Message("a", 1, "ann", "ann-2"), Scene.Message("a", 2, "ann", "ann-1")];
        Assert.DoesNotContain(new OrderKept().Find(sound with { Sends = both, Api = stored, Received = [] }), one => one.Check == "C3");
    }

    [Fact]
    public void C3_TwoReadersToldDifferently_IsFound()
    {
        var sound = Scene.Sound();
        AssertFound("C3", sound with { Received = [.. sound.Received, Scene.Told("bob", "a", 3, "kefu-1")] });
    }

    [Fact]
    public void C4_MemberLacksAMessage_IsFound()
    {
        var sound = Scene.Sound();
        AssertFound("C4", sound with { Views = [.. sound.Views.Skip(1), Scene.Holds("ann", "a", 1, 3)] });
        AssertFound("C4", sound with { Views = [.. sound.Views.SkipLast(1)] });
    }

    [Fact]
    public void C4_FormerAgentOfAClosedConversation_NeedNotHoldIt()
    {
        var sound = Scene.Sound();
        Assert.Empty(Checker.Find(sound with { Conversations = [Scene.First, Scene.Second with { IsClosed = true }], Views = [.. sound.Views.SkipLast(1)] }));
    }

    [Fact]
    public void C5_ShownAsSentAndNotStored_IsFound()
    {
        var sound = Scene.Sound();
        var shown = new SendRecord("bob", "bob-2", "b", "text of bob-2", TimeSpan.Zero, SendOutcome.Unknown, ShownSent: true);
        AssertFound("C5", sound with { Sends = [.. sound.Sends, shown] });
    }

    [Fact]
    public void C6_StoredAndNeverSent_IsFound()
    {
        var sound = Scene.Sound();
        AssertFound("C6", sound with { Database = [.. sound.Database, Scene.Message("b", 2, "bob", "bob-9")] });
    }

    [Fact]
    public void C6_FailedYetStored_IsFoundUnlessAnAttemptIsUnanswered()
    {
        var sound = Scene.Sound();
        var failed = new SendRecord("bob", "bob-1", "b", "text of bob-1", TimeSpan.Zero, SendOutcome.Failed, EveryAttemptRefused: true);
        AssertFound("C6", sound with { Sends = [.. sound.Sends.SkipLast(1), failed] });
        Assert.Empty(new NothingInvented().Find(sound with { Sends = [.. sound.Sends.SkipLast(1), failed with { EveryAttemptRefused = false }] }));
    }

    [Fact]
    public void C7_ToldOfAConversationOfOthers_IsFound()
    {
        var sound = Scene.Sound();
        AssertFound("C7", sound with { Received = [.. sound.Received, Scene.Told("bob", "a", 1, "ann-1")] });
    }

    [Fact]
    public void C9_AckedFileNotServedOrAnother_IsFound()
    {
        var sound = Scene.Sound();
        Evidence With(string? sent, string? served) => sound with
        {
            Sends = [.. sound.Sends.Select(send => send.ClientId == "ann-2" ? send with { File = sent } : send)],
            Api = [.. sound.Api.Select(message => message.ClientId == "ann-2" ? message with { File = served } : message)],
        };
        Assert.Empty(Checker.Find(With("one", "one")));
        AssertFound("C9", With("one", null));
        AssertFound("C9", With("one", "other"));
        AssertFound("C9", With(null, "other"));
    }

    [Fact]
    public void C8_TwoOpenOrNobodyAssigned_IsFound()
    {
        var sound = Scene.Sound();
        AssertFound("C8", sound with { Conversations = [.. sound.Conversations, Scene.Second with { Id = "c", LastSeq = 0 }] });
        AssertFound("C8", sound with { Conversations = [Scene.First, Scene.Second with { AgentId = null }] });
    }

    private static void AssertFound(string check, Evidence evidence) => Assert.Contains(Checker.Find(evidence), violation => violation.Check == check);
}
