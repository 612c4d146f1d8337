using System.Text.Json.Serialization;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Protocol;

/// <summary>A frame of the server's.</summary>
/// <param name="Type">What it is, the first member of its JSON.</param>
public abstract record ServerFrame([property: JsonPropertyOrder(-1)] string Type);

/// <summary><c>welcome</c>: the first frame, when the connection is subscribed already.</summary>
public sealed record WelcomeFrame() : ServerFrame("welcome")
{
    public required string UserId { get; init; }

    public required string UserType { get; init; }

    /// <summary>The secret of a customer who has just been made, shown this once.</summary>
    public string? VisitorToken { get; init; }

    /// <summary>On an event stream only: how requests name it.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>A customer's open conversation, else their last.</summary>
    public ConversationFrame? Conversation { get; init; }

    /// <summary>After how long without a frame a client asks whether the link is alive.</summary>
    public required int HeartbeatSeconds { get; init; }

    public required long MaxUploadBytes { get; init; }

    public required DateTimeOffset ServerTime { get; init; }

    public required bool Online { get; init; }
}

/// <summary><c>ack</c>: the message is on disk.</summary>
public sealed record AckFrame() : ServerFrame("ack")
{
    public required string ClientId { get; init; }

    public required string Id { get; init; }

    public required string ConversationId { get; init; }

    public required long Seq { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required bool Duplicate { get; init; }

    public string? Ref { get; init; }

    public static AckFrame From(Receipt receipt, string? reference) => new()
    {
        ClientId = receipt.Message.ClientId,
        Id = receipt.Message.Id,
        ConversationId = receipt.Message.ConversationId,
        Seq = receipt.Message.Seq,
        Timestamp = receipt.Message.SentAt,
        Duplicate = receipt.Duplicate,
        Ref = reference,
    };
}

/// <summary><c>history</c>: a part of a conversation.</summary>
public sealed record HistoryFrame() : ServerFrame("history")
{
    /// <summary>Absent for a customer who never wrote.</summary>
    public string? ConversationId { get; init; }

    public required IReadOnlyList<MessageFrame> Messages { get; init; }

    public required bool HasMore { get; init; }

    public string? Ref { get; init; }

    public static HistoryFrame From(HistoryPage page, Participant reader, IAttachmentLinks links, string? reference) => new()
    {
        ConversationId = page.ConversationId,
        Messages = [.. page.Messages.Select(message => MessageFrame.From(message, reader, links))],
        HasMore = page.HasMore,
        Ref = reference,
    };
}

/// <summary><c>typing</c>: the other side types, or stopped.</summary>
public sealed record TypingNoticeFrame() : ServerFrame("typing")
{
    public required string ConversationId { get; init; }

    public required string FromUserId { get; init; }

    public required string FromType { get; init; }

    public required bool Active { get; init; }

    /// <summary>To agents only, where the site turned it on: what the customer has written so far.</summary>
    public string? Content { get; init; }
}

/// <summary><c>delivered</c> or <c>read</c>: how far a side has come.</summary>
public sealed record MarkFrame(string Type) : ServerFrame(Type)
{
    public required string ConversationId { get; init; }

    public required string FromUserId { get; init; }

    public required string FromType { get; init; }

    public required long Seq { get; init; }
}

/// <summary><c>online</c>: whether anybody is there.</summary>
public sealed record OnlineFrame() : ServerFrame("online")
{
    public required bool Online { get; init; }
}

/// <summary><c>heartbeat</c>: somebody is here.</summary>
public sealed record HeartbeatFrame() : ServerFrame("heartbeat")
{
    public required DateTimeOffset Timestamp { get; init; }

    public string? Ref { get; init; }
}

/// <summary><c>bye</c>: the server is going away.</summary>
public sealed record ByeFrame() : ServerFrame("bye")
{
    public required string Reason { get; init; }

    /// <summary>When to come again, in milliseconds from now.</summary>
    public required int RetryMs { get; init; }
}

/// <summary><c>error</c>: a frame was refused.</summary>
public sealed record ErrorFrame() : ServerFrame("error")
{
    public required string Code { get; init; }

    public required string Message { get; init; }

    /// <summary>The refused frame's type, where it had one.</summary>
    public string? Of { get; init; }

    public string? ClientId { get; init; }

    public string? Ref { get; init; }

    public int? RetryAfterMs { get; init; }
}
