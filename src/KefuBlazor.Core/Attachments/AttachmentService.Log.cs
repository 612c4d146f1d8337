using KefuBlazor.Core.Conversations;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Attachments;

internal sealed partial class AttachmentService
{
    [LoggerMessage(1901, LogLevel.Information, "Attachment {AttachmentId} of {Size} bytes uploaded by {UploaderType} {UploaderId}, {ContentType}")]
    private partial void LogUploaded(string attachmentId, long size, ParticipantType uploaderType, string uploaderId, string contentType);

    [LoggerMessage(1902, LogLevel.Error, "There is no room on the disk of attachments")]
    private partial void LogFull(Exception exception);

    [LoggerMessage(1903, LogLevel.Error, "The bytes of attachment {AttachmentId} are not where they were kept: is Attachments:Path the same on every node?")]
    private partial void LogMissing(string attachmentId);
}
