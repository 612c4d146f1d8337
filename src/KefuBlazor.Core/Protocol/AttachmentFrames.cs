namespace KefuBlazor.Core.Protocol;

/// <summary>A message that carries an upload.</summary>
public abstract record AttachmentFrame : ClientFrame
{
    public required string ClientId { get; init; }

    /// <summary>As the upload was answered with it.</summary>
    public required string Url { get; init; }

    public string? ConversationId { get; init; }

    /// <summary>The department that the customer chose before this first message.</summary>
    public string? Department { get; init; }

    /// <summary>What they filled in before it.</summary>
    public IReadOnlyDictionary<string, string>? Form { get; init; }
}

/// <summary><c>image</c>: a picture.</summary>
public sealed record ImageFrame : AttachmentFrame;

/// <summary><c>file</c>: any file.</summary>
public sealed record FileFrame : AttachmentFrame;

/// <summary><c>voice</c>: recorded speech.</summary>
public sealed record VoiceFrame : AttachmentFrame;

/// <summary><c>video</c>: a film.</summary>
public sealed record VideoFrame : AttachmentFrame;
