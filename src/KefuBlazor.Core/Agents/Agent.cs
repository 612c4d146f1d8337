using KefuBlazor.Core.Hub;

namespace KefuBlazor.Core.Agents;

/// <summary>Whether an agent is willing to take conversations: their own choice, which outlives their connections.</summary>
public enum Availability
{
    /// <summary>New conversations may come.</summary>
    Online,

    /// <summary>No new ones for now.</summary>
    Busy,

    /// <summary>Not at the desk.</summary>
    Away,
}

/// <summary>An agent 客服.</summary>
/// <param name="Id">The account's first user name, never changed.</param>
/// <param name="Name">What customers see.</param>
/// <param name="AvatarUrl">A picture, if there is one.</param>
/// <param name="Status">Their choice.</param>
/// <param name="Roles">Names of <see cref="AgentRoles"/>.</param>
public sealed record Agent(string Id, string Name, string? AvatarUrl, Availability Status, IReadOnlyList<string> Roles)
{
    /// <summary>Whether they see every conversation.</summary>
    public bool SeesAll => AgentRoles.SeeAll(Roles);
}

/// <summary>An agent as colleagues see them.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Present">Whether a socket or circuit of theirs is open.</param>
/// <param name="OpenConversations">How many they have, counted in the store.</param>
/// <param name="Capacity">How many they may be given; 0: any number.</param>
public sealed record AgentOverview(Agent Agent, bool Present, int OpenConversations, int Capacity);

/// <summary>What an account may do.</summary>
public static class AgentRoles
{
    /// <summary>Answers customers; conversations are assigned to accounts of this role only.</summary>
    public const string Agent = "Agent";

    /// <summary>Sees every conversation.</summary>
    public const string Supervisor = "Supervisor";

    /// <summary>Sees every conversation and manages accounts.</summary>
    public const string Admin = "Admin";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Agent, Supervisor, Admin];

    /// <summary>Whether one of these roles sees every conversation.</summary>
    public static bool SeeAll(IEnumerable<string> roles) => roles.Any(role => role is Supervisor or Admin);
}

/// <summary><c>agent.status_changed</c>: to the agent's own connections and circuits.</summary>
/// <param name="AgentId">Who.</param>
/// <param name="Status">What they chose.</param>
public sealed record AgentStatusChanged(string AgentId, Availability Status)
{
    /// <summary>Where everybody's are told, for those who reckon with who is willing.</summary>
    public static Topic Topic { get; } = new("agent_status");
}
