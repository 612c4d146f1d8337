using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Forms;

namespace KefuBlazor.Core.Protocol;

/// <summary><c>conversation</c>: a conversation as its reader may see it; also an item of <c>GET /api/sessions</c>.</summary>
public sealed record ConversationFrame() : ServerFrame("conversation")
{
    public required string ConversationId { get; init; }

    public required string Status { get; init; }

    public AgentPart? Agent { get; init; }

    public int? QueuePosition { get; init; }

    /// <summary>Absent where nothing was measured.</summary>
    public int? EstimatedWaitSeconds { get; init; }

    public required long LastSeq { get; init; }

    public required MarksPart Delivered { get; init; }

    public required MarksPart Read { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? ClosedBy { get; init; }

    public string? CloseReason { get; init; }

    public RatingPart? Rating { get; init; }

    public required long Version { get; init; }

    /// <summary>To agents only.</summary>
    public CustomerPart? Customer { get; init; }

    /// <summary>To agents only: the department that the customer chose.</summary>
    public string? Department { get; init; }

    /// <summary>To agents only: what the customer filled in.</summary>
    public IReadOnlyDictionary<string, string>? Form { get; init; }

    /// <summary>To agents only: when the customer left a message rather than wait.</summary>
    public DateTimeOffset? LeftMessageAt { get; init; }

    /// <summary>To agents only.</summary>
    public LastMessagePart? LastMessage { get; init; }

    /// <summary>As this side may see it.</summary>
    public static ConversationFrame From(Conversation conversation, ParticipantType reader)
    {
        var toAgent = reader != ParticipantType.Customer;
        return new ConversationFrame
        {
            ConversationId = conversation.Id,
            Status = WireNames.Of(conversation.Status),
            Agent = conversation.Agent is { } agent ? new AgentPart(agent.Id, agent.Name, agent.AvatarUrl) : null,
            QueuePosition = conversation.QueuePosition,
            EstimatedWaitSeconds = conversation.EstimatedWait is { } wait ? (int)wait.TotalSeconds : null,
            LastSeq = conversation.LastSeq,
            Delivered = MarksPart.From(conversation.Delivered),
            Read = MarksPart.From(conversation.Read),
            OpenedAt = conversation.OpenedAt,
            ClosedAt = conversation.ClosedAt,
            ClosedBy = conversation.ClosedBy is { } by ? WireNames.Of(by) : null,
            CloseReason = conversation.CloseReason,
            Rating = conversation.Rating is { } rating ? new RatingPart(rating.Score, rating.Comment) : null,
            Version = conversation.Version,
            Customer = toAgent ? new CustomerPart(conversation.CustomerId, conversation.CustomerName) : null,
            Department = toAgent ? conversation.Department : null,
            Form = toAgent && conversation.Form is { } form ? Intake.Read(form) : null,
            LeftMessageAt = toAgent ? conversation.LeftMessageAt : null,
            LastMessage = toAgent && conversation.LastMessage is { } last
                ? new LastMessagePart(WireNames.Of(last.SenderType), WireNames.Of(last.Kind), last.Content, last.FileName, last.Code, last.SentAt)
                : null,
        };
    }
}

/// <summary>The assigned agent.</summary>
public sealed record AgentPart(string Id, string Name, string? AvatarUrl);

/// <summary>The customer.</summary>
public sealed record CustomerPart(string Id, string Name);

/// <summary>The newest message: <c>kind</c> is the type of its frame.</summary>
public sealed record LastMessagePart(string FromType, string Kind, string Content, string? Filename, string? Code, DateTimeOffset Timestamp);

/// <summary>How the customer found it, 1–5.</summary>
public sealed record RatingPart(int Score, string? Comment);

/// <summary>How far each side has come.</summary>
public sealed record MarksPart(long Kehu, long Kefu)
{
    public static MarksPart From(Marks marks) => new(marks.Customer, marks.Agent);
}
