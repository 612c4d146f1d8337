namespace KefuBlazor.Core.Agents;

/// <summary>What the store promises of agents.</summary>
internal interface IAgentStore
{
    Task<Agent?> FindAsync(string agentId, CancellationToken cancellationToken);

    /// <summary>All agents by name, with how many active conversations each has.</summary>
    Task<IReadOnlyList<(Agent Agent, int OpenConversations)>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Stores the status; <see cref="ErrorCode.NotFound"/> where there is no such agent.</summary>
    Task<Result<Agent>> SetStatusAsync(string agentId, Availability status, CancellationToken cancellationToken);

    /// <summary>Adds or renames an agent.</summary>
    Task<Result<bool>> SaveAsync(string agentId, string name, CancellationToken cancellationToken);
}
