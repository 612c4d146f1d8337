using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Jobs;

namespace KefuBlazor.Core.Tests.Assignment;

/// <summary>What becomes of an agent's conversations when their connections drop. The grace time is the default, 45 s.</summary>
public sealed class AgentGraceTests : IAsyncLifetime
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private AssignmentDesk _desk = null!;

    private CoreHost Core => _desk.Core;

    public async Task InitializeAsync() => _desk = await AssignmentDesk.StartAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task LookAsync_WithinTheGrace_LeavesTheirsAndGivesNewOnesElsewhere()
    {
        var (lost, other) = (await _desk.AddPresentAsync("kefu001"), await _desk.AddPresentAsync("kefu002"));
        var theirs = await Core.OpenAsync(await Core.AddCustomerAsync(), lost);
        await _desk.DropAsync(lost);
        await _desk.LookAsync();
        Core.Time.Advance(Grace - Moment);
        await Core.OpenAsync(await Core.AddCustomerAsync(), other);
        var waiting = await Core.OpenAsync();
        await _desk.LookAsync();

        Assert.Equal([lost.Id, other.Id], await _desk.OwnersAsync(theirs, waiting));
    }

    [Fact]
    public async Task LookAsync_GraceOver_PutsTheirsAtTheFrontOfTheQueueAndGivesThemToAnother()
    {
        await using var desk = await AssignmentDesk.StartAsync(capacity: 1);
        var lost = await desk.AddPresentAsync("kefu001");
        var theirs = (await desk.WaitAsync(1))[0];
        await desk.LookAsync();
        var behind = (await desk.WaitAsync(2))[0];
        await desk.DropAsync(lost);
        await desk.LookAsync();
        desk.Core.Time.Advance(Grace);
        using var customer = desk.Core.Listen(Audience.Customer(theirs.CustomerId));
        using var agents = desk.Core.Listen(Audience.AllAgents);
        await desk.LookAsync();

        var returned = await desk.Core.SeeAsync(theirs.Id);
        Assert.Equal((ConversationStatus.Waiting, 1, theirs.OpenedAt), (returned.Status, returned.QueuePosition, returned.OpenedAt));
        Assert.Contains(customer.Of<ConversationChanged>(), changed => changed.Conversation.Status == ConversationStatus.Waiting);
        Assert.Contains(agents.Of<ConversationChanged>(), changed => changed.Conversation.Id == theirs.Id);

        var other = await desk.AddPresentAsync("kefu002");
        await desk.LookAsync();
        Assert.Equal([other.Id, null], await desk.OwnersAsync(theirs, behind));
    }

    [Fact]
    public async Task LookAsync_AnotherIsThere_TakesThemInTheSameLook()
    {
        var (lost, other) = (await _desk.AddPresentAsync("kefu001"), await _desk.AddPresentAsync("kefu002"));
        var theirs = await Core.OpenAsync(await Core.AddCustomerAsync(), lost);
        await _desk.DropAsync(lost);
        await _desk.LookAsync();
        Core.Time.Advance(Grace);
        await _desk.LookAsync();
        Assert.Equal([other.Id], await _desk.OwnersAsync(theirs));
    }

    [Fact]
    public async Task LookAsync_BackWithinTheGrace_KeepsThemAndTheNextGraceIsWhole()
    {
        var agent = await _desk.AddPresentAsync("kefu001");
        var theirs = await Core.OpenAsync(await Core.AddCustomerAsync(), agent);
        for (var n = 0; n < 3; n++)
        {
            await _desk.DropAsync(agent);
            await _desk.LookAsync();
            Core.Time.Advance(Grace - Moment);
            await _desk.LookAsync();
            await _desk.ConnectAsync(agent);
            await _desk.LookAsync();
        }

        Assert.Equal([agent.Id], await _desk.OwnersAsync(theirs));
        Assert.Equal(1, (await Core.SeeAsync(theirs.Id)).LastSeq);
    }

    [Fact]
    public async Task LookAsync_OneOfTwoConnectionsDropped_StartsNoGrace()
    {
        var agent = await _desk.AddPresentAsync("kefu001");
        await _desk.ConnectAsync(agent);
        var theirs = await Core.OpenAsync(await Core.AddCustomerAsync(), agent);
        await _desk.DropAsync(agent);
        await _desk.LookAsync();
        Core.Time.Advance(Grace * 2);
        await _desk.LookAsync();
        Assert.Equal([agent.Id], await _desk.OwnersAsync(theirs));
    }

    [Fact]
    public async Task LookAsync_SeveralLost_EachHasTheirOwnGrace()
    {
        var (first, second) = (await _desk.AddPresentAsync("kefu001"), await _desk.AddPresentAsync("kefu002"));
        var one = await Core.OpenAsync(await Core.AddCustomerAsync(), first);
        var two = await Core.OpenAsync(await Core.AddCustomerAsync(), second);
        await _desk.DropAsync(first);
        await _desk.LookAsync();
        Core.Time.Advance(Grace / 2);
        await _desk.DropAsync(second);
        await _desk.LookAsync();
        Core.Time.Advance(Grace / 2);
        await _desk.LookAsync();
        Assert.Equal([null, second.Id], await _desk.OwnersAsync(one, two));
        Core.Time.Advance(Grace / 2);
        await _desk.LookAsync();
        Assert.Equal([null, null], await _desk.OwnersAsync(one, two));
    }

    [Fact]
    public async Task LookAsync_GraceRuns_SleepsNoLongerThanIsLeftOfIt()
    {
        var agent = await _desk.AddPresentAsync("kefu001");
        await Core.OpenAsync(await Core.AddCustomerAsync(), agent);
        var usual = await _desk.LookAsync();
        await _desk.DropAsync(agent);
        await _desk.LookAsync();
        Core.Time.Advance(Grace - TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(2), await _desk.LookAsync());
        Assert.True(usual > TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task LookAsync_AfterARestart_LetsTheGraceOfAbsentOwnersRunFromThen()
    {
        var agent = await _desk.AddPresentAsync("kefu001");
        var theirs = await Core.OpenAsync(await Core.AddCustomerAsync(), agent);
        Core.Time.Advance(TimeSpan.FromHours(8));

        await using var restarted = new AssignmentDesk(await Core.RestartAsync());
        await restarted.LookAsync();
        Core.Time.Advance(Grace - Moment);
        await restarted.LookAsync();
        Assert.Equal(ConversationStatus.Active, (await Core.SeeAsync(theirs.Id)).Status);
        Core.Time.Advance(Moment);
        await restarted.LookAsync();
        Assert.Equal(ConversationStatus.Waiting, (await Core.SeeAsync(theirs.Id)).Status);
    }

    [Fact]
    public async Task LookAsync_NoGrace_ReturnsThemAtTheFirstLook()
    {
        await using var desk = new AssignmentDesk(await CoreHost.StartAsync(new() { ["Assignment:AgentGrace"] = "00:00:00" }));
        var agent = await desk.AddPresentAsync("kefu001");
        var theirs = await desk.Core.OpenAsync(await desk.Core.AddCustomerAsync(), agent);
        await desk.DropAsync(agent);
        await desk.LookAsync();
        Assert.Equal([null], await desk.OwnersAsync(theirs));
    }

    [Fact]
    public async Task LookAsync_OnANodeWithoutTheLease_TakesNothingFromAbsentAgents()
    {
        // Two nodes that both let the grace run would not agree on when it began.
        var agent = await _desk.AddPresentAsync("kefu001");
        var theirs = await Core.OpenAsync(await Core.AddCustomerAsync(), agent);
        await _desk.DropAsync(agent);
        await Core.Get<JobLease>().ReleaseAsync();
        for (var n = 0; n < 3; n++)
        {
            await Core.Assignment.LookAsync(default);
            Core.Time.Advance(Grace);
        }

        Assert.Equal([agent.Id], await _desk.OwnersAsync(theirs));
    }
}
