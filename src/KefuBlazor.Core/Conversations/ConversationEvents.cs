using KefuBlazor.Core.Hub;

namespace KefuBlazor.Core.Conversations;

/// <summary>Who hears what of conversations: the hub's topics.</summary>
public static class Audience
{
    /// <summary>All agents: what waits and may be accepted, and when it waits no more.</summary>
    public static Topic AllAgents { get; } = new("agents");

    /// <summary>All customers: whether anybody is there.</summary>
    public static Topic AllCustomers { get; } = new("customers");

    /// <summary>The kind of the topics of single customers.</summary>
    internal const string CustomerKind = "customer";

    /// <summary>The kind of the topics of single agents.</summary>
    internal const string AgentKind = "agent";

    /// <summary>Every connection of one customer.</summary>
    public static Topic Customer(string id) => new(CustomerKind, id);

    /// <summary>Every connection and circuit of one agent.</summary>
    public static Topic Agent(string id) => new(AgentKind, id);
}

/// <summary>
/// <c>conversation.changed</c>: to the members, and to all agents when it waits or stops waiting, so that an agent who is a member may hear it
/// twice. A change of the place in the queue alone goes to the customer only.
/// </summary>
/// <param name="Conversation">As it is now.</param>
/// <param name="NewOwnerId">The agent who became the owner by this change, whose connections get its latest messages; else null.</param>
public sealed record ConversationChanged(Conversation Conversation, string? NewOwnerId = null);

/// <summary>What a mark says.</summary>
public enum MarkKind
{
    /// <summary>A client holds everything up to here.</summary>
    Delivered,

    /// <summary>A person saw everything up to here; it implies <see cref="Delivered"/>.</summary>
    Read,
}

/// <summary><c>conversation.mark_moved</c>: to the members.</summary>
/// <param name="ConversationId">Which.</param>
/// <param name="Kind">Which mark.</param>
/// <param name="From">Whose.</param>
/// <param name="Seq">Where it is now.</param>
/// <param name="Origin">The connection that moved it, which is not told.</param>
public sealed record MarkMoved(string ConversationId, MarkKind Kind, Participant From, long Seq, string? Origin);

/// <summary><c>typing.changed</c>: to the other side only. Void after 6 s unless repeated.</summary>
/// <param name="ConversationId">Which.</param>
/// <param name="From">Who types.</param>
/// <param name="Active">Whether they do.</param>
/// <param name="Draft">What a customer has written so far, to agents only, where the site turned that on; else null.</param>
public sealed record TypingChanged(string ConversationId, Participant From, bool Active, string? Draft = null);
