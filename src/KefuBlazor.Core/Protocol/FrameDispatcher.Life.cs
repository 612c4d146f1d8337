using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Forms;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Ratings;

namespace KefuBlazor.Core.Protocol;

/// <content>What customers say before and after a chat.</content>
internal sealed partial class FrameDispatcher
{
    private static readonly Error CustomersOnly = new(ErrorCode.Forbidden, "Only customers may do this.");

    private static Intake? IntakeOf(string? department, IReadOnlyDictionary<string, string>? form) =>
        department is null && form is null ? null : new Intake(department, form ?? new Dictionary<string, string>());

    private static Intake IntakeOf(LeaveMessageFrame frame)
    {
        var answers = new Dictionary<string, string>(frame.Form ?? new Dictionary<string, string>());
        foreach (var (key, value) in new[] { ("name", frame.Name), ("email", frame.Email), ("phone", frame.Phone) })
        {
            if (value is not null)
                answers[key] = value;
        }

        return new Intake(frame.Department, answers, LeftMessage: true);
    }

    private async Task<Result<byte[]>> LeaveAsync(FrameSource source, LeaveMessageFrame frame, CancellationToken cancellationToken)
    {
        var message = new OutgoingMessage(source.Participant, frame.ClientId, null, frame.Content, source.ConnectionId) { Intake = IntakeOf(frame) };
        var receipt = await leftMessages.LeaveAsync(message, cancellationToken);
        return receipt.Succeeded ? FrameWriter.Write(AckFrame.From(receipt.Value, frame.Ref), KefuJson.Wire.AckFrame) : receipt.Error!;
    }

    private Task<Result<byte[]>> RateAsync(Participant who, RatingFrame frame, CancellationToken cancellationToken) =>
        ChangeAsync(() => ratings.RateAsync(who, frame.ConversationId, new Rating(frame.Score, frame.Comment), cancellationToken));
}
