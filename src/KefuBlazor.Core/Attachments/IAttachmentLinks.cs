using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Attachments;

/// <summary>Links to attachments for those who show them by an address alone, as an <c>img</c> on another site does.</summary>
public interface IAttachmentLinks
{
    /// <summary>
    /// The attachment's path, signed for this reader for 24 hours. Within one hour it is the same, so that a browser fetches a picture once.
    /// It shows who asks and nothing more: whether they may see it is looked at whenever they do.
    /// </summary>
    string For(Attachment attachment, Participant reader);
}
