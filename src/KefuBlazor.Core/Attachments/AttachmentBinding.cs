using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Attachments;

/// <summary>What binding looks at.</summary>
/// <param name="Attachment">The uploaded file.</param>
/// <param name="UploaderId">Who uploaded it.</param>
/// <param name="Spent">A message has bound it, or its time ran out.</param>
internal readonly record struct Upload(Attachment Attachment, string UploaderId, bool Spent);

/// <summary>Which message may carry which upload: the uploader's own, once, as what it is. The one place where it is decided.</summary>
internal static class AttachmentBinding
{
    public static readonly Error NotFound = new(ErrorCode.NotFound, "There is no such upload of yours.");
    public static readonly Error Bound = new(ErrorCode.Conflict, "Another message carries this upload already.");
    public static readonly Error Mismatch = new(ErrorCode.BadRequest, "The upload is not of the kind that the frame's type says.");

    /// <summary>Null where the message may carry it, or carries none; else why not.</summary>
    public static Error? Check(OutgoingMessage message, Upload? upload)
    {
        if (message.AttachmentId is null)
            return null;
        if (upload is not { } found || found.UploaderId != message.Sender.Id)
            return NotFound;
        if (found.Spent)
            return Bound;
        return Fits(message.Kind, found.Attachment.ContentType) ? null : Mismatch;
    }

    /// <summary>A browser records speech and films in the same containers, and says which of the two it is by the type of the frame.</summary>
    private static bool Fits(MessageKind kind, string contentType) => kind switch
    {
        MessageKind.Image => contentType.StartsWith("image/", StringComparison.Ordinal),
        MessageKind.Voice => contentType.StartsWith("audio/", StringComparison.Ordinal),
        MessageKind.Video => contentType.StartsWith("video/", StringComparison.Ordinal),
        _ => true,
    };
}
