using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Attachments;

/// <summary>An attachment that somebody may fetch. Dispose <see cref="Content"/>.</summary>
/// <param name="Attachment">What it is.</param>
/// <param name="Content">Its bytes, from any place on.</param>
public sealed record OpenedAttachment(Attachment Attachment, Stream Content);

/// <summary>Taking in files and giving them out.</summary>
public interface IAttachmentService
{
    /// <summary>
    /// Takes in a file, durably, for a message of this uploader to bind. Refused: <see cref="ErrorCode.RateLimited"/>,
    /// <see cref="ErrorCode.TooLarge"/>, <see cref="ErrorCode.UnsupportedType"/>, <see cref="ErrorCode.StorageFull"/> where the disk or a quota is
    /// full, <see cref="ErrorCode.BadRequest"/> for an empty one.
    /// </summary>
    /// <param name="uploader">Whose it is.</param>
    /// <param name="fileName">What they call it: of it only the extension decides anything.</param>
    /// <param name="content">Its bytes, read no further than they are allowed.</param>
    /// <param name="cancellationToken">The upload broke off; nothing is kept.</param>
    Task<Result<Attachment>> UploadAsync(Participant uploader, string? fileName, Stream content, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives out a file to a member of its conversation, or to who uploaded it as long as no message has bound it; to everybody else it does not
    /// exist.
    /// </summary>
    /// <param name="id">Which.</param>
    /// <param name="caller">Who asks, where that is known.</param>
    /// <param name="signature">A signature by <see cref="IAttachmentLinks"/> in place of that.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<OpenedAttachment>> OpenAsync(string id, Participant? caller, string? signature, CancellationToken cancellationToken = default);
}
