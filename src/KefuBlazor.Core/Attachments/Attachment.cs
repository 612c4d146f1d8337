using System.Text.Json.Serialization;

namespace KefuBlazor.Core.Attachments;

/// <summary>A file 附件 that a message carries. It never changes.</summary>
public sealed record Attachment
{
    /// <summary>Random, and the name under which its bytes are kept: nothing of it comes from the uploader.</summary>
    public required string Id { get; init; }

    /// <summary>What the uploader called it. It is data: no path is ever made of it.</summary>
    public required string FileName { get; init; }

    /// <summary>What the bytes were found to be, of those that are allowed; never what the uploader said.</summary>
    public required string ContentType { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>In pixels, as shown; null for what is no picture and where a film does not say.</summary>
    public int? Width { get; init; }

    /// <summary>In pixels, as shown.</summary>
    public int? Height { get; init; }

    /// <summary>In milliseconds; null for what has no duration and where the file does not say.</summary>
    public int? DurationMs { get; init; }

    /// <summary>Where members fetch it, who show who they are by bearer or cookie. <see cref="IAttachmentLinks"/> is for those who cannot.</summary>
    public string Path => AttachmentUrl.Prefix + Id;

    /// <summary>Signs its links. Not public, so that neither logs nor clients are ever told.</summary>
    [JsonInclude]
    internal string Key { get; init; } = string.Empty;
}
