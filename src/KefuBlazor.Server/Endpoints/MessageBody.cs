using KefuBlazor.Core;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Forms;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Protocol;

namespace KefuBlazor.Server.Endpoints;

/// <summary>
/// A <c>text</c>, <c>image</c>, <c>file</c>, <c>voice</c>, <c>video</c> or <c>leave_message</c> frame as the body of a request, with the members
/// that it has on a socket.
/// </summary>
internal sealed record MessageBody
{
    private const string LeaveMessage = "leave_message";
    private const int LongestRef = 64;

    private static readonly Error NoSuchType = new(ErrorCode.UnknownType, "type must be text, image, file, voice, video or leave_message.");
    private static readonly Error Incomplete = new(ErrorCode.BadRequest, "client_id, or content (of a file: url), is missing.");
    private static readonly Error BadRef = new(ErrorCode.BadRequest, "ref is at most 64 characters.");
    private static readonly Error NoConversation = new(ErrorCode.BadRequest, "conversation_id is missing.");
    private static readonly Error BadForm = new(ErrorCode.BadRequest, "form is an object of texts.");

    public string? Type { get; init; }

    public string? ClientId { get; init; }

    public string? ConversationId { get; init; }

    public string? Content { get; init; }

    public string? Url { get; init; }

    /// <summary>Of a message that opens a conversation, or is left: the department that the customer chose.</summary>
    public string? Department { get; init; }

    /// <summary>Of such a message: what the customer filled in.</summary>
    public IReadOnlyDictionary<string, string?>? Form { get; init; }

    /// <summary>Of a message that is left, as are the two below: where its answer can go.</summary>
    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Ref { get; init; }

    /// <summary>The message that it is, from this sender; or what is wrong with it.</summary>
    public Result<OutgoingMessage> Read(Participant sender)
    {
        var isLeft = Type == LeaveMessage;
        if ((isLeft ? MessageKind.Text : WireNames.SentKindOf(Type)) is not { } kind)
            return NoSuchType;
        if (ClientId is not { } clientId || (kind.HasAttachment() ? Url : Content) is null)
            return Incomplete;
        if (Ref is { } reference && (reference.Length > LongestRef || !Text.IsClean(reference)))
            return BadRef;
        if (sender.IsAgent && !isLeft && ConversationId is null)
            return NoConversation;
        if (Form?.Values.Contains(null) == true)
            return BadForm;

        var form = Form?.ToDictionary(answer => answer.Key, answer => answer.Value!);
        return new OutgoingMessage(sender, clientId, isLeft ? null : ConversationId, kind.HasAttachment() ? string.Empty : Content!)
        {
            Kind = kind,
            AttachmentId = kind.HasAttachment() ? AttachmentUrl.IdOf(Url!) : null,
            Intake = isLeft ? Intake.Left(Department, form, Name, Email, Phone) : Intake.Given(Department, form),
        };
    }
}
