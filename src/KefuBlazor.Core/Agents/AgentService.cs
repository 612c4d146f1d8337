using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Presence;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Agents;

internal sealed class AgentService(
    IAgentStore store, IPresence presence, IAssignmentSignal assignment, IChatHub hub, IOptions<AssignmentOptions> options) : IAgentService
{
    public Task<Agent?> FindAsync(string agentId, CancellationToken cancellationToken) => store.FindAsync(agentId, cancellationToken);

    public async Task<IReadOnlyList<AgentOverview>> ListAsync(CancellationToken cancellationToken)
    {
        var present = await presence.PresentAgentsAsync();
        var agents = await store.ListAsync(cancellationToken);
        return [.. agents.Select(item => new AgentOverview(
            item.Agent, present.Contains(item.Agent.Id), item.OpenConversations, options.Value.Capacity))];
    }

    public async Task<Result<Agent>> SetStatusAsync(string agentId, Availability status, CancellationToken cancellationToken)
    {
        var changed = await store.SetStatusAsync(agentId, status, cancellationToken);
        if (!changed.Succeeded)
            return changed;
        var change = new AgentStatusChanged(agentId, status);
        hub.Publish(Audience.Agent(agentId), change);
        hub.Publish(AgentStatusChanged.Topic, change);
        assignment.Wake();
        return changed;
    }

    public async Task SaveAsync(string agentId, string name, CancellationToken cancellationToken)
    {
        var saved = await store.SaveAsync(agentId, name, cancellationToken);
        if (!saved.Succeeded)
            throw new InvalidOperationException($"Agent {agentId} could not be stored: {saved.Error!.Message}");
    }
}
