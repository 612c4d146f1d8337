using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Forms;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Ratings;

namespace KefuBlazor.Core.Protocol;

/// <content>What customers say before and after a chat.</content>
internal sealed partial class FrameDispatcher
{
    private static readonly Error CustomersOnly = new(ErrorCode.Forbidden, "Only customers may do this.");

    private async Task<Result<byte[]>> LeaveAsync(FrameSource source, LeaveMessageFrame frame, CancellationToken cancellationToken)
    {
        var message = new OutgoingMessage(source.Participant, frame.ClientId, null, frame.Content, source.ConnectionId)
        {
            Intake = Intake.Left(frame.Department, frame.Form, frame.Name, frame.Email, frame.Phone),
        };
        var receipt = await leftMessages.LeaveAsync(message, cancellationToken);
        return receipt.Succeeded ? FrameWriter.Write(AckFrame.From(receipt.Value, frame.Ref), KefuJson.Wire.AckFrame) : receipt.Error!;
    }

    private Task<Result<byte[]>> RateAsync(Participant who, RatingFrame frame, CancellationToken cancellationToken) =>
        ChangeAsync(() => ratings.RateAsync(who, frame.ConversationId, new Rating(frame.Score, frame.Comment), cancellationToken));
}
