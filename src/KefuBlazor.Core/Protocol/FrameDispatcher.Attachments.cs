using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Forms;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Protocol;

internal sealed partial class FrameDispatcher
{
    private Task<Result<byte[]>> SendAsync(FrameSource source, AttachmentFrame frame) => SendAsync(
        new OutgoingMessage(source.Participant, frame.ClientId, frame.ConversationId, string.Empty, source.ConnectionId)
        {
            Kind = frame switch
            {
                ImageFrame => MessageKind.Image,
                VoiceFrame => MessageKind.Voice,
                VideoFrame => MessageKind.Video,
                _ => MessageKind.File,
            },
            AttachmentId = AttachmentUrl.IdOf(frame.Url),
            Intake = Intake.Given(frame.Department, frame.Form),
        },
        frame.Ref);
}
