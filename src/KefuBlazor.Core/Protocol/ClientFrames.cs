namespace KefuBlazor.Core.Protocol;

/// <summary>What every frame of a client may carry.</summary>
public abstract record ClientFrame
{
    /// <summary>At most 64 characters, repeated by the answer.</summary>
    public string? Ref { get; init; }
}

/// <summary><c>text</c>: a message.</summary>
public sealed record TextFrame : SendFrame
{
    public required string Content { get; init; }

    public string? ConversationId { get; init; }
}

/// <summary><c>typing</c>: somebody types, or stopped.</summary>
public sealed record TypingFrame : ClientFrame
{
    public required bool Active { get; init; }

    /// <summary>A customer's: what they have written and not sent.</summary>
    public string? Content { get; init; }

    public string? ConversationId { get; init; }
}

/// <summary><c>delivered</c>: the client holds everything up to here.</summary>
public sealed record DeliveredFrame : ClientFrame
{
    public required long Seq { get; init; }

    public string? ConversationId { get; init; }
}

/// <summary><c>read</c>: a person saw everything up to here.</summary>
public sealed record ReadFrame : ClientFrame
{
    public required long Seq { get; init; }

    public string? ConversationId { get; init; }
}

/// <summary><c>history</c>: asks for messages.</summary>
public sealed record HistoryRequestFrame : ClientFrame
{
    public long? AfterSeq { get; init; }

    public long? BeforeSeq { get; init; }

    public int? Limit { get; init; }

    public string? ConversationId { get; init; }
}

/// <summary><c>close</c>: ends the conversation.</summary>
public sealed record CloseFrame : ClientFrame
{
    public string? ConversationId { get; init; }
}

/// <summary><c>status</c>: an agent's availability.</summary>
public sealed record StatusFrame : ClientFrame
{
    public required string Status { get; init; }
}

/// <summary><c>accept</c>: an agent takes a waiting conversation.</summary>
public sealed record AcceptFrame : ClientFrame
{
    public required string ConversationId { get; init; }
}

/// <summary><c>heartbeat</c>: is anybody there?</summary>
public sealed record HeartbeatRequestFrame : ClientFrame;
