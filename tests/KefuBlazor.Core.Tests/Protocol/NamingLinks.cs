using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Tests.Protocol;

/// <summary>Links that say whose they are in plain words.</summary>
internal sealed class NamingLinks : IAttachmentLinks
{
    public string For(Attachment attachment, Participant reader) => $"{attachment.Path}?sig=of-{reader.Id}";
}
