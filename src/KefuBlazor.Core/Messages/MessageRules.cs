using System.Buffers;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Messages;

/// <summary>What a message must look like.</summary>
public static class MessageRules
{
    /// <summary>The longest text, in UTF-16 units.</summary>
    public const int LongestContent = 4000;

    /// <summary>The longest <c>client_id</c>.</summary>
    public const int LongestClientId = 64;

    private const int LongestCode = 64;

    private static readonly SearchValues<char> CodeLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_");

    /// <summary>Null where the shape is right; else what is wrong with it.</summary>
    public static Error? Check(OutgoingMessage message)
    {
        if (message.ClientId.Length is 0 or > LongestClientId || !Text.IsClean(message.ClientId))
            return new Error(ErrorCode.BadRequest, "client_id is 1 to 64 characters.");
        if (message.Kind.HasAttachment())
            return CheckAttachment(message);
        if (message.AttachmentId is not null)
            return new Error(ErrorCode.BadRequest, "This type carries no file.");
        return message.Kind == MessageKind.System ? CheckSystem(message) : CheckText(message);
    }

    private static Error? CheckText(OutgoingMessage message)
    {
        if (message.Content.Length is 0 or > LongestContent)
            return new Error(ErrorCode.BadRequest, "content is 1 to 4000 UTF-16 units.");
        if (!Text.IsClean(message.Content))
            return new Error(ErrorCode.BadRequest, "content has a NUL or half a surrogate pair.");
        return string.IsNullOrWhiteSpace(message.Content) ? new Error(ErrorCode.BadRequest, "content is blank.") : null;
    }

    private static Error? CheckAttachment(OutgoingMessage message)
    {
        if (message.AttachmentId is null || !AttachmentUrl.IsId(message.AttachmentId))
            return new Error(ErrorCode.BadRequest, "url is that of an upload.");
        return message.Content.Length == 0 ? null : new Error(ErrorCode.BadRequest, "A file goes without a text.");
    }

    private static Error? CheckSystem(OutgoingMessage message)
    {
        if (message.Sender.Type != ParticipantType.System)
            return new Error(ErrorCode.Forbidden, "Only the system says what it says.");
        if (message.Code is not { Length: > 0 and <= LongestCode } code || code.AsSpan().ContainsAnyExcept(CodeLetters))
            return new Error(ErrorCode.BadRequest, "code is 1 to 64 small letters and underscores.");
        return message.Content.Length <= LongestContent && Text.IsClean(message.Content)
            ? null
            : new Error(ErrorCode.BadRequest, "content is at most 4000 UTF-16 units.");
    }
}
