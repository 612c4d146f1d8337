using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Ratings;

namespace KefuBlazor.Core.Conversations;

/// <summary>Where a conversation is in its life.</summary>
public enum ConversationStatus
{
    /// <summary>In the queue: no agent yet, or the agent was lost.</summary>
    Waiting,

    /// <summary>An agent has it.</summary>
    Active,

    /// <summary>Over.</summary>
    Closed,
}

/// <summary>The agent who has, or last had, a conversation.</summary>
/// <param name="Id">The agent's id.</param>
/// <param name="Name">What customers see.</param>
/// <param name="AvatarUrl">A picture, if there is one.</param>
public sealed record ConversationAgent(string Id, string Name, string? AvatarUrl);

/// <summary>How far each side has come: everything up to this <c>seq</c>; 0 is nothing. Marks only grow.</summary>
/// <param name="Customer">The customer's mark.</param>
/// <param name="Agent">The assigned agents' mark.</param>
public readonly record struct Marks(long Customer, long Agent)
{
    /// <summary>Each side's mark where it is further on.</summary>
    public Marks Max(Marks other) => new(Math.Max(Customer, other.Customer), Math.Max(Agent, other.Agent));

    /// <summary>The mark of the caller's side.</summary>
    public long Of(Participant caller) => caller.IsCustomer ? Customer : Agent;

    /// <summary>The same with the caller's side's mark at this <c>seq</c>.</summary>
    public Marks With(Participant caller, long seq) => caller.IsCustomer ? this with { Customer = seq } : this with { Agent = seq };
}

/// <summary>The newest message of a conversation, as a list shows it.</summary>
/// <param name="SenderType">Who wrote it.</param>
/// <param name="Content">Its text, whole; empty for what is no text.</param>
/// <param name="SentAt">When it was stored, UTC.</param>
public sealed record LastMessage(ParticipantType SenderType, string Content, DateTimeOffset SentAt)
{
    public MessageKind Kind { get; init; }

    /// <summary>What the file is called that it carries.</summary>
    public string? FileName { get; init; }

    /// <summary>What the system says in it.</summary>
    public string? Code { get; init; }

    /// <summary>A message as a list shows it.</summary>
    public static LastMessage Of(Message message) => new(message.SenderType, message.Content, message.SentAt)
    {
        Kind = message.Kind,
        FileName = message.Attachment?.FileName,
        Code = message.Code,
    };
}

/// <summary>A conversation 会话 as it was at one instant. It is a value: a change makes a new one with a higher <see cref="Version"/>.</summary>
public sealed record Conversation
{
    /// <summary>Opaque and not to be guessed.</summary>
    public required string Id { get; init; }

    public required string CustomerId { get; init; }

    public required string CustomerName { get; init; }

    public required ConversationStatus Status { get; init; }

    /// <summary>The assigned agent; for a closed one, the last that had it; null while waiting.</summary>
    public ConversationAgent? Agent { get; init; }

    /// <summary>The place in the queue, 1 being next; null unless waiting.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>How long it will probably wait, where that could be measured; null unless waiting.</summary>
    public TimeSpan? EstimatedWait { get; init; }

    /// <summary>The <c>seq</c> of the newest message; 0 before the first.</summary>
    public long LastSeq { get; init; }

    /// <summary>What has reached a client of each side.</summary>
    public Marks Delivered { get; init; }

    /// <summary>What a person of each side has seen.</summary>
    public Marks Read { get; init; }

    /// <summary>When it was opened or, if reopened, then. The queue's order. UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>UTC; null unless closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Which side closed it; null unless closed.</summary>
    public ParticipantType? ClosedBy { get; init; }

    /// <summary>Why it was closed, one of <see cref="CloseReasons"/>; null unless closed.</summary>
    public string? CloseReason { get; init; }

    /// <summary>How the customer found it; null until they say so, and while it is open.</summary>
    public Rating? Rating { get; init; }

    /// <summary>The id of the department that the customer chose; null: none.</summary>
    public string? Department { get; init; }

    /// <summary>What the customer filled in before: a JSON object, as <see cref="Forms.Intake.Read"/> reads it; null: nothing.</summary>
    public string? Form { get; init; }

    /// <summary>When the customer left a message rather than wait, UTC; null: they did not.</summary>
    public DateTimeOffset? LeftMessageAt { get; init; }

    /// <summary>When its customer turned out to be another, as whose it went on, UTC; null: that never happened. The latest, if more than once.</summary>
    public DateTimeOffset? MovedAt { get; init; }

    /// <summary>Grows with every change of status, agent, life, rating or of what the customer left; messages, marks and the place in the queue leave it as it is.</summary>
    public required long Version { get; init; }

    /// <summary>The newest message, where a list or an agent's view was asked for.</summary>
    public LastMessage? LastMessage { get; init; }

    /// <summary>How many of the customer's messages lie above the agents' read mark. Meant for the desk.</summary>
    public int Unread { get; init; }

    public bool IsOpen => Status != ConversationStatus.Closed;

    /// <summary>How far it had come at that instant.</summary>
    public ConversationHead Head => new(Id, CustomerId, Status, Agent?.Id, LastSeq, Version, Delivered, Read);
}

/// <summary>Why a conversation was closed.</summary>
public static class CloseReasons
{
    /// <summary>The agent was done.</summary>
    public const string Resolved = "resolved";

    /// <summary>The customer ended it.</summary>
    public const string EndedByCustomer = "ended_by_customer";

    /// <summary>Two customers turned out to be one, who goes on in another conversation.</summary>
    public const string Merged = "merged";

    /// <summary>The customer was silent for too long.</summary>
    public const string Idle = "idle";
}
