using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Attachments;

internal sealed class AttachmentLinks(TimeProvider time) : IAttachmentLinks
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public string For(Attachment attachment, Participant reader)
    {
        // To the full hour, so that what is asked for twice in a row has one address.
        var ends = time.GetUtcNow() + Lifetime + TimeSpan.FromHours(1);
        return $"{attachment.Path}?sig={AttachmentSignature.Sign(attachment, reader, ends - TimeSpan.FromTicks(ends.Ticks % TimeSpan.TicksPerHour))}";
    }
}
