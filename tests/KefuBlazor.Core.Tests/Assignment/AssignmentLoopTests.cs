using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Testing;

namespace KefuBlazor.Core.Tests.Assignment;

/// <summary>That the loop itself notices what it should look at, with nobody telling it to.</summary>
public sealed class AssignmentLoopTests : IAsyncLifetime
{
    private AssignmentDesk _desk = null!;

    private CoreHost Core => _desk.Core;

    public async Task InitializeAsync()
    {
        _desk = await AssignmentDesk.StartAsync(capacity: 1);
        await Core.Assignment.StartAsync(default);
    }

    public async Task DisposeAsync()
    {
        await Core.Assignment.StopAsync(default);
        await _desk.DisposeAsync();
    }

    [Fact]
    public async Task Loop_AgentArrives_GivesWhatWaits()
    {
        var waiting = await _desk.WaitAsync(1);
        var agent = await _desk.AddPresentAsync("kefu001");
        await OwnedByAsync(agent, waiting[0]);
    }

    [Fact]
    public async Task Loop_CustomerComes_IsGivenToWhoIsThere()
    {
        var agent = await _desk.AddPresentAsync("kefu001");
        await OwnedByAsync(agent, await Core.OpenAsync());
    }

    [Fact]
    public async Task Loop_ConversationCloses_GivesTheNext()
    {
        var agent = await _desk.AddPresentAsync("kefu001");
        var waiting = await _desk.WaitAsync(2);
        await OwnedByAsync(agent, waiting[0]);
        await Core.CloseAsync(agent, waiting[0].Id);
        await OwnedByAsync(agent, waiting[1]);
    }

    [Fact]
    public async Task Loop_StatusTurnsOnline_GivesWhatWaits()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        await Core.Get<IAgentService>().SetStatusAsync(agent.Id, Availability.Away);
        await _desk.ConnectAsync(agent);
        var waiting = await _desk.WaitAsync(1);
        await Core.Get<IAgentService>().SetStatusAsync(agent.Id, Availability.Online);
        await OwnedByAsync(agent, waiting[0]);
    }

    [Fact]
    public async Task Loop_AgentSignsOut_GivesTheirsToAnother()
    {
        var leaving = await _desk.AddPresentAsync("kefu001");
        var conversation = await Core.OpenAsync();
        await OwnedByAsync(leaving, conversation);
        var staying = await _desk.AddPresentAsync("kefu002");
        await _desk.DropAsync(leaving);
        await Core.Get<IAssignmentService>().ReleaseAsync(leaving.Id);
        await OwnedByAsync(staying, conversation);
    }

    private Task OwnedByAsync(Participant agent, Conversation conversation) => Eventually.SeesAsync(
        () => _desk.OwnersAsync(conversation).GetAwaiter().GetResult()[0], owner => owner == agent.Id, "Assignment to " + agent.Id);
}
