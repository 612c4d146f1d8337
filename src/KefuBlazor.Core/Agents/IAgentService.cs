namespace KefuBlazor.Core.Agents;

/// <summary>Who agents are and whether they take conversations.</summary>
public interface IAgentService
{
    /// <summary>One agent; null if there is none of this id.</summary>
    Task<Agent?> FindAsync(string agentId, CancellationToken cancellationToken = default);

    /// <summary>All agents by name, with presence and load.</summary>
    Task<IReadOnlyList<AgentOverview>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Stores an agent's choice, tells their connections, and lets the queue drain.</summary>
    Task<Result<Agent>> SetStatusAsync(string agentId, Availability status, CancellationToken cancellationToken = default);

    /// <summary>Makes the agent that belongs to a new account, or renames the one that is there.</summary>
    Task SaveAsync(string agentId, string name, CancellationToken cancellationToken = default);
}
