namespace KefuBlazor.Core.Messages;

/// <summary>What a message is. The numbers are stored.</summary>
public enum MessageKind
{
    /// <summary>What somebody wrote.</summary>
    Text,

    /// <summary>A picture.</summary>
    Image,

    /// <summary>A file of any kind that is allowed.</summary>
    File,

    /// <summary>Recorded speech.</summary>
    Voice,

    /// <summary>A film.</summary>
    Video,

    /// <summary>What the system says of the conversation itself: <see cref="Message.Code"/> says what.</summary>
    System,
}

/// <summary>What kinds have in common.</summary>
public static class MessageKinds
{
    /// <summary>Whether such a message carries a file.</summary>
    public static bool HasAttachment(this MessageKind kind) =>
        kind is MessageKind.Image or MessageKind.File or MessageKind.Voice or MessageKind.Video;
}
