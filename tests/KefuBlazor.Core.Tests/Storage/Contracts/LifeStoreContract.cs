using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Forms;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Ratings;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

/// <summary>What is stored of a conversation's life beside its messages: what was filled in, what was left, silence, ratings.</summary>
public abstract class LifeStoreContract : StoreContract
{
    private static readonly Intake Given = new("sales", new Dictionary<string, string> { ["email"] = "a@example.com", ["order"] = "引号\" 12" });

    /// <summary>The settings with a form and departments besides.</summary>
    private protected static Dictionary<string, string?> With(Dictionary<string, string?> settings) => new(settings)
    {
        ["Widget:PreChat:Departments:0:Id"] = "sales",
        ["Widget:PreChat:Departments:0:Name:en"] = "Sales",
        ["Widget:PreChat:Departments:1:Id"] = "service",
        ["Widget:PreChat:Departments:1:Name:en"] = "Service",
        ["Widget:PreChat:Fields:0:Key"] = "order",
        ["Widget:PreChat:Fields:0:Label:en"] = "Order",
    };

    private IIdleStore Idle => Core.Get<IIdleStore>();

    [Fact]
    public async Task SendAsync_WithAnIntake_IsStoredWithTheConversationThatItOpens()
    {
        var customer = await Core.AddCustomerAsync();
        var opened = await SendAsync(customer, "m1", Given);

        Assert.Equal(("sales", Given.Form, null), (opened.Department, opened.Form, opened.LeftMessageAt));
        var later = await SendAsync(customer, "m2", Given with { Department = "service" });
        Assert.Equal(("sales", opened.Version), (later.Department, later.Version));
    }

    [Fact]
    public async Task SendAsync_ManyOpenersAtOnce_EachKeepsItsOwn()
    {
        var customers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Core.AddCustomerAsync()));
        var opened = await Task.WhenAll(customers.Select((customer, n) => SendAsync(
            customer, "m" + n, n % 2 == 0 ? Given with { Answers = new Dictionary<string, string> { ["order"] = $"{n}" } } : null)));
        for (var n = 0; n < opened.Length; n++)
        {
            Assert.Equal(n % 2 == 0 ? "sales" : null, opened[n].Department);
            Assert.Equal(n % 2 == 0 ? $"{n}" : null, Intake.Read(opened[n].Form).GetValueOrDefault("order"));
        }
    }

    [Fact]
    public async Task LeaveAsync_NobodyThere_OpensAConversationInTheQueue()
    {
        var customer = await Core.AddCustomerAsync();
        var left = await LeaveAsync(customer, "left");
        var conversation = await Core.SeeAsync(left.Message.ConversationId);

        Assert.Equal((ConversationStatus.Waiting, 1, Core.Time.GetUtcNow()), (conversation.Status, conversation.QueuePosition, conversation.LeftMessageAt));
        Assert.Equal("a@example.com", Intake.Read(conversation.Form)["email"]);
    }

    [Fact]
    public async Task LeaveAsync_WhileWaiting_KeepsThePlaceAndIsNotedOnce()
    {
        var first = await Core.OpenAsync();
        Core.Time.Advance(TimeSpan.FromSeconds(1));
        await Core.OpenAsync();
        var customer = new Participant(ParticipantType.Customer, first.CustomerId, first.CustomerName);
        Core.Time.Advance(TimeSpan.FromMinutes(5));

        var left = await LeaveAsync(customer, "left");
        var noted = await Core.SeeAsync(first.Id);
        Assert.Equal((first.Id, 1, first.OpenedAt), (left.Message.ConversationId, noted.QueuePosition, noted.OpenedAt));
        Assert.Equal((Core.Time.GetUtcNow(), first.Version + 1), (noted.LeftMessageAt, noted.Version));

        Core.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await LeaveAsync(customer, "left")).Duplicate);
        Assert.Equal(noted, await Core.SeeAsync(first.Id));
    }

    [Fact]
    public async Task LeaveAsync_AfterAForm_KeepsWhatWasGivenBefore()
    {
        var customer = await Core.AddCustomerAsync();
        var opened = await SendAsync(customer, "m1", Given with { Answers = new Dictionary<string, string> { ["order"] = "7", ["email"] = "old" } });
        await Core.Get<ILeaveMessageService>().LeaveAsync(new OutgoingMessage(customer, "left", null, "please call")
        {
            Intake = new Intake(null, new Dictionary<string, string> { ["email"] = "new" }),
        });

        var noted = await Core.SeeAsync(opened.Id);
        Assert.Equal("sales", noted.Department);
        Assert.Equal([new("order", "7"), new("email", "new")], Intake.Read(noted.Form));
    }

    [Fact]
    public async Task FindSilentAsync_OnlyWhereAnAgentSpokeLastAndLongAgo()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        var (silent, _) = await AnsweredAsync(agent);
        var (talking, customer) = await AnsweredAsync(agent);
        await Core.OpenAsync();
        var (over, _) = await AnsweredAsync(agent);
        await Core.CloseAsync(agent, over);
        Core.Time.Advance(TimeSpan.FromMinutes(10));
        await Core.SendAsync(customer, "again", talking);
        var (young, _) = await AnsweredAsync(agent);

        var found = await Idle.FindSilentAsync(Core.Time.GetUtcNow() - TimeSpan.FromMinutes(10), 100, default);
        Assert.Equal([(silent, 2L)], found.Select(head => (head.Id, head.LastSeq)));
        found = await Idle.FindSilentAsync(Core.Time.GetUtcNow(), 100, default);
        Assert.Equal(new[] { silent, young }.Order(), found.Select(head => head.Id).Order());
    }

    [Fact]
    public async Task FindWarnedAsync_OnlyWhereTheWarningIsTheLastWord()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        var (warned, _) = await AnsweredAsync(agent);
        var (back, customer) = await AnsweredAsync(agent);
        await WarnAsync(warned);
        await WarnAsync(back);
        await Core.SendAsync(customer, "again", back);

        Assert.Equal([warned], (await Idle.FindWarnedAsync(Core.Time.GetUtcNow(), 100, default)).Select(head => head.Id));
        Assert.Empty(await Idle.FindWarnedAsync(Core.Time.GetUtcNow() - TimeSpan.FromSeconds(1), 100, default));
    }

    [Fact]
    public async Task FindSilentAsync_OpenedAgainAfterAWarning_CountsFromThen()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        var (id, _) = await AnsweredAsync(agent);
        await WarnAsync(id);
        Assert.True((await Idle.CloseAsync(id, 3, _ => { }, default)).Succeeded);
        Core.Time.Advance(TimeSpan.FromHours(1));
        Assert.True((await Core.Conversations.ReopenAsync(agent, id)).Succeeded);

        Assert.Empty(await Idle.FindWarnedAsync(Core.Time.GetUtcNow(), 100, default));
        var before = Core.Time.GetUtcNow() - TimeSpan.FromSeconds(1);
        Assert.Empty(await Idle.FindSilentAsync(before, 100, default));
        Assert.Equal([id], (await Idle.FindSilentAsync(Core.Time.GetUtcNow(), 100, default)).Select(head => head.Id));
    }

    [Fact]
    public async Task CloseAsync_SomebodyWroteMeanwhile_IsLeftOpen()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        var (id, _) = await AnsweredAsync(agent);
        Assert.Equal(ErrorCode.Conflict, (await Idle.CloseAsync(id, 1, _ => { }, default)).Error!.Code);

        var closed = (await Idle.CloseAsync(id, 2, _ => { }, default)).Value;
        Assert.Equal((ConversationStatus.Closed, ParticipantType.System, CloseReasons.Idle), (closed.Status, closed.ClosedBy, closed.CloseReason));
        Assert.Equal(ErrorCode.Conflict, (await Idle.CloseAsync(id, 2, _ => { }, default)).Error!.Code);
        Assert.Equal(ErrorCode.Conflict, (await Idle.CloseAsync("no-such", 2, _ => { }, default)).Error!.Code);
    }

    [Fact]
    public async Task RateAsync_AfterTheClose_OnceAndShown()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        var (id, customer) = await AnsweredAsync(agent);
        Assert.Equal(ErrorCode.Conflict, (await RateAsync(customer, id, 5)).Error!.Code);
        await Core.CloseAsync(agent, id);

        Assert.Equal(new Rating(5, "好"), (await RateAsync(customer, id, 5, "好")).Value.Rating);
        Assert.Equal(ErrorCode.Conflict, (await RateAsync(customer, id, 1)).Error!.Code);
        Assert.Equal(new Rating(5, "好"), (await Core.SeeAsync(id)).Rating);
    }

    [Fact]
    public async Task RateAsync_ManyAtOnce_OneCounts()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        var (id, customer) = await AnsweredAsync(agent);
        await Core.CloseAsync(agent, id);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => RateAsync(customer, id, 1 + (n % 5))));
        Assert.Equal(9, outcomes.Count(outcome => outcome.Error?.Code == ErrorCode.Conflict));
        Assert.Equal(outcomes.Single(outcome => outcome.Succeeded).Value.Rating, (await Core.SeeAsync(id)).Rating);
    }

    [Fact]
    public async Task RateAsync_OpenedAgain_LeavesTheConversationAndIsAskedAnew()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        var (id, customer) = await AnsweredAsync(agent);
        await Core.CloseAsync(agent, id);
        await RateAsync(customer, id, 2);
        Assert.True((await Core.Conversations.ReopenAsync(agent, id)).Succeeded);
        Assert.Null((await Core.SeeAsync(id)).Rating);

        Core.Time.Advance(TimeSpan.FromMinutes(1));
        await Core.CloseAsync(agent, id);
        Assert.Null((await Core.SeeAsync(id)).Rating);
        Assert.Equal(4, (await RateAsync(customer, id, 4)).Value.Rating!.Score);
        await using var context = await Core.OpenContextAsync();
        Assert.Equal([2, 4], await context.Ratings.OrderBy(row => row.At).Select(row => row.Score).ToListAsync());
    }

    [Fact]
    public async Task RateAsync_ClosedInTheQueue_IsRefusedUnlessAnAgentHadIt()
    {
        var customer = await Core.AddCustomerAsync();
        var unserved = await Core.OpenAsync(customer);
        await Core.CloseAsync(customer, unserved.Id);
        Assert.Equal(ErrorCode.Conflict, (await RateAsync(customer, unserved.Id, 5)).Error!.Code);

        var agent = await Core.AddAgentAsync("kefu001");
        var lost = await Core.OpenAsync(customer, agent);
        await Core.Get<IAssignmentStore>().ReturnAllAsync(agent.Id, _ => { }, default);
        await Core.CloseAsync(customer, lost.Id);
        Assert.Null((await Core.SeeAsync(lost.Id)).Agent);
        Assert.True((await RateAsync(customer, lost.Id, 2)).Succeeded);
    }

    [Fact]
    public async Task RateAsync_NotTheirOwn_DoesNotExist()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        var (id, _) = await AnsweredAsync(agent);
        await Core.CloseAsync(agent, id);
        Assert.Equal(ErrorCode.NotFound, (await RateAsync(await Core.AddCustomerAsync(), id, 5)).Error!.Code);
        Assert.Equal(ErrorCode.Forbidden, (await RateAsync(agent, id, 5)).Error!.Code);
    }

    [Fact]
    public async Task MeasureAsync_FinishedConversations_AreTimedFromTheAgentsStart()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        foreach (var minutes in new[] { 2, 4 })
        {
            var waiting = await Core.OpenAsync();
            Core.Time.Advance(TimeSpan.FromMinutes(30)); // in the queue, which is no work
            await Core.AcceptAsync(agent, waiting.Id);
            Core.Time.Advance(TimeSpan.FromMinutes(minutes));
            await Core.CloseAsync(agent, waiting.Id);
        }

        await AnsweredAsync(agent);
        var unserved = await Core.OpenAsync();
        await Core.CloseAsync(new Participant(ParticipantType.Customer, unserved.CustomerId, string.Empty), unserved.Id);

        var store = Core.Get<IAssignmentStore>();
        Assert.Equal(new ServiceMeasure(1, 2, TimeSpan.FromMinutes(3)), await store.MeasureAsync(new HashSet<string> { agent.Id }, Core.Time.GetUtcNow() - TimeSpan.FromHours(2), default));
        Assert.Equal(new ServiceMeasure(0, 1, TimeSpan.FromMinutes(4)), await store.MeasureAsync(new HashSet<string>(), Core.Time.GetUtcNow() - TimeSpan.FromMinutes(1), default));
    }

    private async Task<Conversation> SendAsync(Participant customer, string clientId, Intake? intake)
    {
        var receipt = await Core.Messages.SendAsync(new OutgoingMessage(customer, clientId, null, "hello") { Intake = intake });
        return await Core.SeeAsync(receipt.Value.Message.ConversationId);
    }

    private async Task<Receipt> LeaveAsync(Participant customer, string clientId) =>
        (await Core.Get<ILeaveMessageService>().LeaveAsync(new OutgoingMessage(customer, clientId, null, "please call") { Intake = Given with { Department = null } })).Value;

    private Task<Result<Conversation>> RateAsync(Participant who, string id, int score, string? comment = null) =>
        Core.Get<IRatingService>().RateAsync(who, id, new Rating(score, comment));

    /// <summary>An agent's conversation in which the agent spoke last.</summary>
    private async Task<(string Id, Participant Customer)> AnsweredAsync(Participant agent)
    {
        var customer = await Core.AddCustomerAsync();
        var conversation = await Core.OpenAsync(customer, agent);
        await Core.SendAsync(agent, "answer-" + conversation.Id, conversation.Id);
        return (conversation.Id, customer);
    }

    private async Task WarnAsync(string id)
    {
        var warning = new OutgoingMessage(Participant.System, "warn-" + id, id, string.Empty) { Kind = MessageKind.System, Code = IdleService.WarningCode };
        Assert.True((await Core.Messages.SendAsync(warning)).Succeeded);
    }
}
