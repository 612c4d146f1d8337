using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Attachments;

/// <summary>Where the bytes of attachments are kept.</summary>
public enum AttachmentStoreKind
{
    /// <summary>Files in a folder, which several nodes share. The default.</summary>
    Disk,

    /// <summary>In the database, which must be PostgreSQL: dearer, and nothing to share or to copy beside it.</summary>
    Database,
}

/// <summary>Settings under <c>Attachments</c>. A limit of 0 is none, unless it says otherwise.</summary>
public sealed class AttachmentOptions
{
    public const string Section = "Attachments";

    /// <summary>Where bytes are kept.</summary>
    public AttachmentStoreKind Store { get; set; }

    /// <summary>The folder of files, and of what is just being uploaded, whatever <see cref="Store"/> is. Default <c>data/files</c>.</summary>
    public string Path { get; set; } = "data/files";

    /// <summary>The largest upload, in bytes, 1024 to 104857600. Default 10 MiB.</summary>
    public int MaxBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>The largest picture or film, in pixels: who shows one has to make room for all of them. Default 50 million.</summary>
    public long MaxPixels { get; set; } = 50_000_000;

    /// <summary>How many uploads a customer may make in a minute. Default 20.</summary>
    public int UploadsPerMinute { get; set; } = 20;

    /// <summary>How many bytes are kept of one customer. Default 200 MiB.</summary>
    public long BytesPerVisitor { get; set; } = 200L * 1024 * 1024;

    /// <summary>How many bytes are kept in all. Default 20 GiB.</summary>
    public long BytesInAll { get; set; } = 20L * 1024 * 1024 * 1024;

    /// <summary>How long an upload waits for a message to bind it, 1 minute to 30 days. Default 24 hours.</summary>
    public TimeSpan UnboundFor { get; set; } = TimeSpan.FromHours(24);
}

internal sealed class AttachmentOptionsValidator : IValidateOptions<AttachmentOptions>
{
    public ValidateOptionsResult Validate(string? name, AttachmentOptions options)
    {
        List<string> wrong = [];
        if (!Enum.IsDefined(options.Store))
            wrong.Add("Attachments:Store is neither Disk nor Database. Write one of them, or leave it out for Disk.");
        if (string.IsNullOrWhiteSpace(options.Path))
            wrong.Add("Attachments:Path is empty. Name a folder, or leave it out for data/files.");
        if (options.MaxBytes is < 1024 or > 100 * 1024 * 1024)
            wrong.Add("Attachments:MaxBytes is not within 1024 and 104857600. Give a number of bytes, for example 10485760.");
        if (options.MaxPixels < 0 || options.UploadsPerMinute < 0 || options.BytesPerVisitor < 0 || options.BytesInAll < 0)
            wrong.Add("Attachments:MaxPixels, UploadsPerMinute, BytesPerVisitor or BytesInAll is negative. Give a number, or 0 for no limit.");
        if (options.UnboundFor < TimeSpan.FromMinutes(1) || options.UnboundFor > TimeSpan.FromDays(30))
            wrong.Add("Attachments:UnboundFor is not within a minute and 30 days. Write for example 1.00:00:00.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
