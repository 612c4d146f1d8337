namespace KefuBlazor.Core.Messages;

/// <summary>What a message must look like.</summary>
public static class MessageRules
{
    /// <summary>The longest text, in UTF-16 units.</summary>
    public const int LongestContent = 4000;

    /// <summary>The longest <c>client_id</c>.</summary>
    public const int LongestClientId = 64;

    /// <summary>Null where the shape is right; else what is wrong with it.</summary>
    public static Error? Check(OutgoingMessage message)
    {
        if (message.ClientId.Length is 0 or > LongestClientId || !Text.IsClean(message.ClientId))
            return new Error(ErrorCode.BadRequest, "client_id is 1 to 64 characters.");
        if (message.Content.Length is 0 or > LongestContent)
            return new Error(ErrorCode.BadRequest, "content is 1 to 4000 UTF-16 units.");
        if (!Text.IsClean(message.Content))
            return new Error(ErrorCode.BadRequest, "content has a NUL or half a surrogate pair.");
        return string.IsNullOrWhiteSpace(message.Content) ? new Error(ErrorCode.BadRequest, "content is blank.") : null;
    }
}
