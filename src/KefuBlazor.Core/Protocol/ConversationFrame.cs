using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Protocol;

/// <summary><c>conversation</c>: a conversation as its reader may see it; also an item of <c>GET /api/sessions</c>.</summary>
public sealed record ConversationFrame() : ServerFrame("conversation")
{
    public required string ConversationId { get; init; }

    public required string Status { get; init; }

    public AgentPart? Agent { get; init; }

    public int? QueuePosition { get; init; }

    public required long LastSeq { get; init; }

    public required MarksPart Delivered { get; init; }

    public required MarksPart Read { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? ClosedBy { get; init; }

    public string? CloseReason { get; init; }

    public required long Version { get; init; }

    /// <summary>To agents only.</summary>
    public CustomerPart? Customer { get; init; }

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
            LastSeq = conversation.LastSeq,
            Delivered = MarksPart.From(conversation.Delivered),
            Read = MarksPart.From(conversation.Read),
            OpenedAt = conversation.OpenedAt,
            ClosedAt = conversation.ClosedAt,
            ClosedBy = conversation.ClosedBy is { } by ? WireNames.Of(by) : null,
            CloseReason = conversation.CloseReason,
            Version = conversation.Version,
            Customer = toAgent ? new CustomerPart(conversation.CustomerId, conversation.CustomerName) : null,
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

/// <summary>How far each side has come.</summary>
public sealed record MarksPart(long Kehu, long Kefu)
{
    public static MarksPart From(Marks marks) => new(marks.Customer, marks.Agent);
}
