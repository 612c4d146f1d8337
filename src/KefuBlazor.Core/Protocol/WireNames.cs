using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Protocol;

/// <summary>The wire's words for what has other names in code.</summary>
public static class WireNames
{
    public static string Of(ParticipantType type) => type switch
    {
        ParticipantType.Customer => "kehu",
        ParticipantType.Agent => "kefu",
        _ => "system",
    };

    public static string Of(ConversationStatus status) => status switch
    {
        ConversationStatus.Waiting => "waiting",
        ConversationStatus.Active => "active",
        _ => "closed",
    };

    public static string Of(Availability status) => status switch
    {
        Availability.Online => "online",
        Availability.Busy => "busy",
        _ => "away",
    };

    public static string Of(MessageKind kind) => kind switch
    {
        MessageKind.Image => "image",
        MessageKind.File => "file",
        MessageKind.Voice => "voice",
        MessageKind.Video => "video",
        MessageKind.System => "system",
        _ => "text",
    };

    public static string Of(MarkKind kind) => kind == MarkKind.Read ? "read" : "delivered";

    public static string Of(ErrorCode code) => code switch
    {
        ErrorCode.BadRequest => "bad_request",
        ErrorCode.UnknownType => "unknown_type",
        ErrorCode.Unauthenticated => "unauthenticated",
        ErrorCode.Forbidden => "forbidden",
        ErrorCode.NotFound => "not_found",
        ErrorCode.Conflict => "conflict",
        ErrorCode.Closed => "closed",
        ErrorCode.TooLarge => "too_large",
        ErrorCode.UnsupportedType => "bad_request", // HTTP tells it by its status, 415; no frame is refused so
        ErrorCode.RateLimited => "rate_limited",
        ErrorCode.Blocked => "blocked",
        ErrorCode.StorageFull => "storage_full",
        _ => "unavailable",
    };

    /// <summary>The kind of that name, of those that people send; null for any other word.</summary>
    public static MessageKind? SentKindOf(string? name) => name switch
    {
        "text" => MessageKind.Text,
        "image" => MessageKind.Image,
        "file" => MessageKind.File,
        "voice" => MessageKind.Voice,
        "video" => MessageKind.Video,
        _ => null,
    };

    /// <summary>The status of that name; null for any other word.</summary>
    public static Availability? AvailabilityOf(string name) => name switch
    {
        "online" => Availability.Online,
        "busy" => Availability.Busy,
        "away" => Availability.Away,
        _ => null,
    };

    /// <summary>The state of that name; null for any other word.</summary>
    public static ConversationStatus? ConversationStatusOf(string name) => name switch
    {
        "waiting" => ConversationStatus.Waiting,
        "active" => ConversationStatus.Active,
        "closed" => ConversationStatus.Closed,
        _ => null,
    };
}
