namespace KefuBlazor.Core.Conversations;

/// <summary>Which side of a conversation somebody is on.</summary>
public enum ParticipantType
{
    /// <summary>客户, <c>kehu</c> on the wire.</summary>
    Customer,

    /// <summary>客服, <c>kefu</c> on the wire.</summary>
    Agent,

    /// <summary>The system itself.</summary>
    System,
}

/// <summary>Who acts: always taken from an authenticated connection, circuit or request, never from what it says of itself.</summary>
/// <param name="Type">The side.</param>
/// <param name="Id">The customer's or agent's id.</param>
/// <param name="Name">What others see.</param>
/// <param name="SeesAll">A supervisor or admin: sees every conversation, though not every one is theirs to write in.</param>
public sealed record Participant(ParticipantType Type, string Id, string Name, bool SeesAll = false)
{
    /// <summary>The system itself, as the actor of what nobody did.</summary>
    public static Participant System { get; } = new(ParticipantType.System, "system", "system");

    public bool IsCustomer => Type == ParticipantType.Customer;

    public bool IsAgent => Type == ParticipantType.Agent;
}
