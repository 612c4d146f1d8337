using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Protocol;

/// <summary><c>text</c>, <c>image</c>, <c>file</c>, <c>voice</c>, <c>video</c> or <c>system</c>: a stored message.</summary>
public sealed record MessageFrame(string Type) : ServerFrame(Type)
{
    public required string Id { get; init; }

    public required string ConversationId { get; init; }

    public required long Seq { get; init; }

    /// <summary>Absent where no client sent it.</summary>
    public string? ClientId { get; init; }

    public required string FromUserId { get; init; }

    public required string FromType { get; init; }

    public required string FromName { get; init; }

    public string? ToUserId { get; init; }

    /// <summary>Absent where there is a file.</summary>
    public string? Content { get; init; }

    /// <summary>Where this reader fetches the file, and nobody else.</summary>
    public string? Url { get; init; }

    public string? Filename { get; init; }

    public string? ContentType { get; init; }

    public long? Size { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public int? DurationMs { get; init; }

    public string? Code { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>As this reader may see it.</summary>
    public static MessageFrame From(Message message, Participant reader, IAttachmentLinks links) =>
        message.Attachment is { } file ? From(message) with { Url = links.For(file, reader) } : From(message);

    private static MessageFrame From(Message message) => new(WireNames.Of(message.Kind))
    {
        Id = message.Id,
        ConversationId = message.ConversationId,
        Seq = message.Seq,
        ClientId = message.SenderType == ParticipantType.System ? null : message.ClientId,
        FromUserId = message.SenderId,
        FromType = WireNames.Of(message.SenderType),
        FromName = message.SenderName,
        ToUserId = message.RecipientId,
        Content = message.Content.Length > 0 ? message.Content : null,
        Filename = message.Attachment?.FileName,
        ContentType = message.Attachment?.ContentType,
        Size = message.Attachment?.Size,
        Width = message.Attachment?.Width,
        Height = message.Attachment?.Height,
        DurationMs = message.Attachment?.DurationMs,
        Code = message.Code,
        Timestamp = message.SentAt,
    };
}
