namespace KefuBlazor.Core.Protocol;

/// <summary>A message that carries an upload.</summary>
public abstract record AttachmentFrame : SendFrame
{
    /// <summary>As the upload was answered with it.</summary>
    public required string Url { get; init; }

    public string? ConversationId { get; init; }
}

/// <summary><c>image</c>: a picture.</summary>
public sealed record ImageFrame : AttachmentFrame;

/// <summary><c>file</c>: any file.</summary>
public sealed record FileFrame : AttachmentFrame;

/// <summary><c>voice</c>: recorded speech.</summary>
public sealed record VoiceFrame : AttachmentFrame;

/// <summary><c>video</c>: a film.</summary>
public sealed record VideoFrame : AttachmentFrame;
