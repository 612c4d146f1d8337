using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Components.Messages;

/// <summary>How far an agent's message has come.</summary>
public enum Tick
{
    /// <summary>Stored.</summary>
    Sent,

    /// <summary>It has reached a client of the customer.</summary>
    Delivered,

    /// <summary>The customer has seen it.</summary>
    Read,
}

/// <summary>Reads ticks off a conversation's marks.</summary>
public static class Ticks
{
    /// <summary>The tick of the agents' message of this <c>seq</c>.</summary>
    public static Tick Of(Conversation conversation, long seq)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        return seq <= conversation.Read.Customer ? Tick.Read
            : seq <= conversation.Delivered.Customer ? Tick.Delivered
            : Tick.Sent;
    }
}
