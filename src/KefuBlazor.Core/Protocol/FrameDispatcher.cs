using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Forms;
using KefuBlazor.Core.Limits;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Ratings;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Protocol;

internal sealed partial class FrameDispatcher(
    IMessageService messages,
    IConversationService conversations,
    IAssignmentService assignment,
    IAgentService agents,
    CustomerFrames customers,
    INodeRateLimiter limiter,
    IAttachmentLinks links,
    ILeaveMessageService leftMessages,
    IRatingService ratings,
    TimeProvider time,
    ILogger<FrameDispatcher> logger) : IFrameDispatcher
{
    /// <summary>
    /// Typing and marks are worth one a second each; a little more is let through at once, since a client that opens a conversation says
    /// several things together.
    /// </summary>
    private const int NoticesAWindow = 5;

    private static readonly TimeSpan NoticeWindow = TimeSpan.FromSeconds(5);
    private static readonly Error MissingConversation = new(ErrorCode.BadRequest, "conversation_id is missing.");
    private static readonly Error AgentsOnly = new(ErrorCode.Forbidden, "Only agents may do this.");
    private static readonly Error Failed = new(ErrorCode.Unavailable, "The server could not do this now.", TimeSpan.FromSeconds(1));

    public async ValueTask<FrameReply> DispatchAsync(FrameSource source, ReadOnlyMemory<byte> utf8, CancellationToken cancellationToken)
    {
        var parsed = FrameParser.Parse(utf8.Span);
        if (parsed.Error is { } malformed)
            return Refuse(parsed.Echo, malformed);

        try
        {
            var answer = await HandleAsync(source, parsed.Frame!, cancellationToken);
            return answer.Succeeded ? new FrameReply(answer.Value, null) : Refuse(parsed.Echo, answer.Error!);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(parsed.Echo.Type!, source.ConnectionId, exception);
            return Refuse(parsed.Echo, Failed);
        }
    }

    private Task<Result<byte[]>> HandleAsync(FrameSource source, ClientFrame frame, CancellationToken cancellationToken)
    {
        var who = source.Participant;
        return frame switch
        {
            TextFrame text when Names(who, text.ConversationId) => SendAsync(
                new OutgoingMessage(who, text.ClientId, text.ConversationId, text.Content, source.ConnectionId)
                {
                    Intake = Intake.Given(text.Department, text.Form),
                },
                text.Ref),
            AttachmentFrame file when Names(who, file.ConversationId) => SendAsync(source, file),
            TypingFrame typing when Names(who, typing.ConversationId) => TypeAsync(source, typing, cancellationToken),
            DeliveredFrame mark when Names(who, mark.ConversationId) =>
                MarkAsync(source, mark.ConversationId, MarkKind.Delivered, mark.Seq, cancellationToken),
            ReadFrame mark when Names(who, mark.ConversationId) =>
                MarkAsync(source, mark.ConversationId, MarkKind.Read, mark.Seq, cancellationToken),
            HistoryRequestFrame history when Names(who, history.ConversationId) => HistoryAsync(who, history, cancellationToken),
            CloseFrame close when Names(who, close.ConversationId) =>
                ChangeAsync(() => conversations.CloseAsync(who, close.ConversationId, cancellationToken)),
            PageFrame or IdentifyFrame => customers.HandleAsync(source, frame, cancellationToken),
            HeartbeatRequestFrame => Answer(FrameWriter.Write(
                new HeartbeatFrame { Timestamp = time.GetUtcNow(), Ref = frame.Ref }, KefuJson.Wire.HeartbeatFrame)),
            LeaveMessageFrame or RatingFrame when !who.IsCustomer => Answer(CustomersOnly),
            LeaveMessageFrame left => LeaveAsync(source, left, cancellationToken),
            RatingFrame rating => RateAsync(who, rating, cancellationToken),
            StatusFrame or AcceptFrame when !who.IsAgent => Answer(AgentsOnly),
            StatusFrame status => SetStatusAsync(who, status, cancellationToken),
            AcceptFrame accept => ChangeAsync(() => assignment.AcceptAsync(who, accept.ConversationId, cancellationToken)),
            _ => Answer(MissingConversation),
        };
    }

    /// <summary>An agent has many conversations and says which one; a customer has one at a time.</summary>
    private static bool Names(Participant who, string? conversationId) => who.IsCustomer || conversationId is not null;

    private static Task<Result<byte[]>> Answer(Result<byte[]> answer) => Task.FromResult(answer);

    private static FrameReply Refuse(FrameEcho echo, Error error) =>
        new(FrameWriter.Refusal(error, echo.Type, echo.ClientId, echo.Ref), error.Code);

    /// <summary>A message that is on its way into the store gets there even if its sender goes, so nobody has to stop waiting for it.</summary>
    private async Task<Result<byte[]>> SendAsync(OutgoingMessage message, string? reference)
    {
        var receipt = await messages.SendAsync(message, CancellationToken.None);
        return receipt.Succeeded
            ? FrameWriter.Write(AckFrame.From(receipt.Value, reference), KefuJson.Wire.AckFrame)
            : receipt.Error!;
    }

    private async Task<Result<byte[]>> TypeAsync(FrameSource source, TypingFrame frame, CancellationToken cancellationToken)
    {
        if (TakeNotice(source, "typing", frame.ConversationId) is { } tooOften)
            return tooOften;
        return await conversations.TypeAsync(source.Participant, frame.ConversationId, frame.Active, frame.Content, cancellationToken) is { } error
            ? error
            : Array.Empty<byte>();
    }

    private async Task<Result<byte[]>> MarkAsync(
        FrameSource source, string? conversationId, MarkKind kind, long seq, CancellationToken cancellationToken)
    {
        if (TakeNotice(source, WireNames.Of(kind), conversationId) is { } tooOften)
            return tooOften;
        var error = await conversations.MoveMarkAsync(
            source.Participant, conversationId, kind, seq, source.ConnectionId, cancellationToken);
        return error is null ? Array.Empty<byte>() : error;
    }

    private async Task<Result<byte[]>> HistoryAsync(Participant who, HistoryRequestFrame frame, CancellationToken cancellationToken)
    {
        var query = new HistoryQuery(frame.ConversationId, frame.AfterSeq, frame.BeforeSeq, frame.Limit ?? 50);
        var page = await messages.HistoryAsync(who, query, cancellationToken);
        return page.Succeeded ? FrameWriter.Write(HistoryFrame.From(page.Value, who, links, frame.Ref), KefuJson.Wire.HistoryFrame) : page.Error!;
    }

    private async Task<Result<byte[]>> SetStatusAsync(Participant who, StatusFrame frame, CancellationToken cancellationToken)
    {
        if (WireNames.AvailabilityOf(frame.Status) is not { } status)
            return new Error(ErrorCode.BadRequest, "status is online, busy or away.");
        var changed = await agents.SetStatusAsync(who.Id, status, cancellationToken);
        return changed.Succeeded ? Array.Empty<byte>() : changed.Error!;
    }

    /// <summary>The members, the caller among them, hear of a change by the hub: that is the answer.</summary>
    private static async Task<Result<byte[]>> ChangeAsync(Func<Task<Result<Conversation>>> change)
    {
        var changed = await change();
        return changed.Succeeded ? Array.Empty<byte>() : changed.Error!;
    }

    private Error? TakeNotice(FrameSource source, string kind, string? conversationId)
    {
        var allowance = limiter.Take(new RateKey(kind, source.ConnectionId + conversationId), NoticesAWindow, NoticeWindow);
        return allowance.Allowed ? null : new Error(ErrorCode.RateLimited, "Too often.", allowance.RetryAfter);
    }

    [LoggerMessage(1601, LogLevel.Error, "A frame of type {FrameType} failed on connection {ConnectionId}")]
    private partial void LogFailed(string frameType, string connectionId, Exception exception);
}
