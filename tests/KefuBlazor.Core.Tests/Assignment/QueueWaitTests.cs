using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Presence;
using Microsoft.Extensions.Time.Testing;

namespace KefuBlazor.Core.Tests.Assignment;

public sealed class QueueWaitTests
{
    [Theory]
    [InlineData(2, 10, 6, 3 * 60, 3)] // two at work of six minutes each: one is done every three
    [InlineData(1, 10, 6, 6 * 60, 6)]
    [InlineData(4, QueuePace.LeastMeasured, 1, 15, 1)]
    public void WaitTo_Measured_IsTheTimeOfOnesTimesThePlace(int inService, int handled, double minutes, int seconds, int shownMinutes)
    {
        var pace = new QueuePace(new FakeTimeProvider());
        pace.Take(new ServiceMeasure(inService, handled, TimeSpan.FromMinutes(minutes)));
        Assert.Equal((TimeSpan.FromSeconds(seconds), shownMinutes), (pace.WaitTo(1), pace.MinutesTo(1)));
        Assert.Equal(TimeSpan.FromSeconds(5 * seconds), pace.WaitTo(5));
    }

    [Theory]
    [InlineData(0, 50)] // nobody takes conversations
    [InlineData(3, QueuePace.LeastMeasured - 1)] // too few to tell
    public void WaitTo_NothingToMeasure_IsNotTold(int inService, int handled)
    {
        var pace = new QueuePace(new FakeTimeProvider());
        pace.Take(new ServiceMeasure(inService, handled, TimeSpan.FromMinutes(5)));
        Assert.Null(pace.WaitTo(1));
        Assert.Null(pace.MinutesTo(1));
    }

    [Fact]
    public async Task LookAsync_TheQueueMoves_PlacesAndWaitsAreToldAndReadTheSame()
    {
        await using var desk = await AssignmentDesk.StartAsync(capacity: 1);
        var agent = await desk.AddPresentAsync("kefu001");
        await HandleAsync(desk, agent, QueuePace.LeastMeasured, TimeSpan.FromMinutes(4));
        var waiting = await desk.WaitAsync(3); // of these the agent takes one
        using var heard = desk.Core.Listen(Audience.Customer(waiting[2].CustomerId));
        await desk.LookAsync();

        var told = heard.Of<ConversationChanged>()[^1].Conversation;
        Assert.Equal((2, TimeSpan.FromMinutes(8)), (told.QueuePosition, told.EstimatedWait));
        var read = (await desk.Core.Conversations.CurrentOfAsync(waiting[2].CustomerId))!;
        Assert.Equal((2, TimeSpan.FromMinutes(8)), (read.QueuePosition, read.EstimatedWait));

        heard.Clear();
        await desk.LookAsync();
        Assert.Empty(heard.Of<ConversationChanged>());

        await desk.Core.CloseAsync(agent, waiting[0].Id);
        await desk.LookAsync();
        Assert.Equal(1, heard.Of<ConversationChanged>()[^1].Conversation.QueuePosition);
    }

    [Fact]
    public async Task LookAsync_OutOfHours_NobodyIsOnlineUntilTheyBegin()
    {
        // The clock of the tests starts on Sunday, 18 January 2026, 17:00 in Shanghai.
        await using var core = await CoreHost.StartAsync(new(Scenarios.Unlimited)
        {
            ["Hours:Weekly:Sunday"] = "09:00-17:01",
            ["Hours:Weekly:Monday"] = "09:00-18:00",
        });
        var agent = await core.AddAgentAsync("kefu001");
        await using var here = await core.Get<IPresence>().ConnectAsync(agent);
        using var heard = core.Listen(Audience.AllCustomers);

        Assert.True(await LookAsync(core) <= TimeSpan.FromSeconds(30));
        Assert.True(core.Assignment.Online);
        core.Time.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(TimeSpan.FromSeconds(10), await LookAsync(core));
        core.Time.Advance(TimeSpan.FromSeconds(10));
        await LookAsync(core);
        Assert.False(core.Assignment.Online);
        core.Time.Advance(TimeSpan.FromHours(15) + TimeSpan.FromMinutes(59));
        await LookAsync(core);
        Assert.True(core.Assignment.Online);
        Assert.Equal([true, false, true], heard.Of<OnlineChanged>().Select(online => online.Online));
    }

    [Fact]
    public async Task LeaveAsync_SomebodyThereAndNotWaiting_IsAConflictUnlessKnown()
    {
        await using var desk = await AssignmentDesk.StartAsync();
        var customer = await desk.Core.AddCustomerAsync();
        var service = desk.Core.Get<ILeaveMessageService>();
        await desk.LookAsync();
        Assert.True((await service.LeaveAsync(Left(customer, "first"))).Succeeded);

        var agent = await desk.AddPresentAsync("kefu001");
        await desk.LookAsync();
        Assert.True(desk.Core.Assignment.Online);
        Assert.Equal(ErrorCode.Conflict, (await service.LeaveAsync(Left(customer, "second"))).Error!.Code);
        Assert.True((await service.LeaveAsync(Left(customer, "first"))).Value.Duplicate);
        Assert.Equal(ErrorCode.Forbidden, (await service.LeaveAsync(Left(agent, "third"))).Error!.Code);
    }

    private static OutgoingMessage Left(Participant sender, string clientId) => new(sender, clientId, null, "please call");

    private static async Task<TimeSpan> LookAsync(CoreHost core)
    {
        await core.Get<KefuBlazor.Core.Jobs.JobLease>().AskAsync(default);
        return await core.Assignment.LookAsync(default);
    }

    private static async Task HandleAsync(AssignmentDesk desk, Participant agent, int count, TimeSpan each)
    {
        for (var n = 0; n < count; n++)
        {
            var conversation = await desk.Core.OpenAsync(await desk.Core.AddCustomerAsync(), agent);
            desk.Core.Time.Advance(each);
            await desk.Core.CloseAsync(agent, conversation.Id);
        }
    }
}
