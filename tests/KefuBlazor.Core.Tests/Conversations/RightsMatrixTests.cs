using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Ratings;
using KefuBlazor.Core.Transcripts;

namespace KefuBlazor.Core.Tests.Conversations;

/// <summary>One Core for all cells of the matrix; each cell has a conversation of its own.</summary>
public sealed class RightsMatrixCore : IAsyncLifetime
{
    internal CoreHost Core { get; private set; } = null!;

    internal Dictionary<string, Participant> Agents { get; } = [];

    public async Task InitializeAsync()
    {
        Core = await CoreHost.StartAsync(Scenarios.Unlimited);
        foreach (var who in new[] { "assigned", "other", "served" })
            Agents[who] = await Core.AddAgentAsync(who);
        Agents["supervisor"] = await Core.AddAgentAsync("supervisor", AgentRoles.Supervisor);
    }

    public async Task DisposeAsync() => await Core.DisposeAsync();
}

public sealed class RightsMatrixTests(RightsMatrixCore matrix) : IClassFixture<RightsMatrixCore>
{
    private const string Nowhere = "0123456789abcdef0123456789abcdef";

    private CoreHost Core => matrix.Core;

    public static TheoryData<string, string, string, string> Cells()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var (action, who, state, outcome) in RightsTable.Cells())
            data.Add(action, who, state, outcome);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Act_WhoInWhichState_IsAsTheTableSays(string action, string who, string state, string outcome)
    {
        var owner = await Core.AddCustomerAsync();
        var conversation = await InStateAsync(owner, state);
        var caller = who switch
        {
            "owner" => owner,
            "stranger" => await Core.AddCustomerAsync(),
            _ => matrix.Agents[who],
        };

        var error = await ActAsync(action, caller, conversation.Id);
        Assert.Equal(outcome, Name(error));
        if (error is not null)
            Assert.Equal(conversation, await Core.SeeAsync(conversation.Id));
        if (who == "stranger")
            Assert.Equal(conversation.Version, (await Core.SeeAsync(conversation.Id)).Version);
        if (outcome == "none" && action != "list")
            Assert.Equal(await ActAsync(action, caller, Nowhere), error); // not to be told from what does not exist
    }

    [Fact]
    public void Table_OfAllActions_HasEveryCellOnce()
    {
        var cells = RightsTable.Cells().Select(cell => (cell.Action, cell.Who, cell.State)).ToList();
        Assert.Equal(13 * 6 * 3, cells.Distinct().Count());
        Assert.Equal(cells.Count, cells.Distinct().Count());
    }

    private static string Name(Error? error) => error?.Code switch
    {
        null => "ok",
        ErrorCode.NotFound => "none",
        ErrorCode.Forbidden => "theirs",
        ErrorCode.Closed => "over",
        ErrorCode.Conflict => "open",
        _ => error.ToString(),
    };

    /// <summary>Somebody had it before, in every state; the system speaks in it, so that there is something to mark.</summary>
    private async Task<Conversation> InStateAsync(Participant owner, string state)
    {
        var conversation = await Core.OpenAsync(owner, matrix.Agents["served"]);
        await Core.SendAsync(matrix.Agents["served"], Guid.NewGuid().ToString("N"), conversation.Id);
        await Core.Get<IAssignmentService>().ReleaseAsync("served");
        if (state != "waiting")
            await Core.AcceptAsync(matrix.Agents["assigned"], conversation.Id);
        if (state == "closed")
            await Core.CloseAsync(matrix.Agents["assigned"], conversation.Id);
        return await Core.SeeAsync(conversation.Id);
    }

    private async Task<Error?> ActAsync(string action, Participant caller, string id)
    {
        var conversations = Core.Conversations;
        switch (action)
        {
            case "find":
                return (await conversations.FindAsync(caller, id)).Error;
            case "list":
                var listed = await conversations.ListAsync(caller, new ConversationFilter { Limit = 100, Query = (await Core.SeeAsync(id)).CustomerId });
                if (!listed.Succeeded)
                    return listed.Error;
                return listed.Value.Items.Any(it => it.Id == id) ? null : new Error(ErrorCode.NotFound, "not listed");
            case "history":
                return (await Core.Messages.HistoryAsync(caller, new HistoryQuery(id))).Error;
            case "send":
                return (await Core.Messages.SendAsync(new OutgoingMessage(caller, Guid.NewGuid().ToString("N"), id, "text"))).Error;
            case "type":
                return await conversations.TypeAsync(caller, id, active: true);
            case "read":
                return await conversations.MoveMarkAsync(caller, id, MarkKind.Read, 2, null);
            case "delivered":
                return await conversations.MoveMarkAsync(caller, id, MarkKind.Delivered, 2, null);
            case "close":
                return (await conversations.CloseAsync(caller, id)).Error;
            case "rate":
                return (await Core.Get<IRatingService>().RateAsync(caller, id, new Rating(5, null))).Error;
            case "leave":
                return (await Core.Get<ILeaveMessageService>().LeaveAsync(new OutgoingMessage(caller, Guid.NewGuid().ToString("N"), null, "text"))).Error;
            case "transcript":
                return (await Core.Get<ITranscriptService>().ReadAsync(caller, id)).Error;
            case "profile":
                return (await Core.Get<ICustomerDirectory>().FindAsync(caller, id)).Error;
            default:
                return (await conversations.ReopenAsync(caller, id)).Error;
        }
    }
}
