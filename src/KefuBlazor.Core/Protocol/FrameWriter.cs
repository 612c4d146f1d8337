using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Protocol;

/// <summary>From frames to bytes. What many connections are told is encoded once, at the first of them.</summary>
public static class FrameWriter
{
    // Keyed by the event itself: the bytes go when nobody holds the event any more.
    private static readonly ConditionalWeakTable<MessageAdded, byte[]> Messages = [];
    private static readonly ConditionalWeakTable<ConversationChanged, byte[]> ToCustomers = [];
    private static readonly ConditionalWeakTable<ConversationChanged, byte[]> ToAgents = [];

    /// <summary>Any frame.</summary>
    public static byte[] Write<T>(T frame, JsonTypeInfo<T> type)
        where T : ServerFrame => JsonSerializer.SerializeToUtf8Bytes(frame, type);

    /// <summary>A message. What carries no file is the same for all its readers.</summary>
    public static byte[] Write(MessageAdded added, Participant reader, IAttachmentLinks links)
    {
        if (added.Message.Attachment is not null)
            return Write(added.Message, reader, links);
        if (Messages.TryGetValue(added, out var known))
            return known;
        var written = Write(added.Message, reader, links);
        return Messages.TryAdd(added, written) ? written : Messages.GetValue(added, _ => written);
    }

    /// <summary>A message.</summary>
    public static byte[] Write(Message message, Participant reader, IAttachmentLinks links) =>
        Write(MessageFrame.From(message, reader, links), KefuJson.Wire.MessageFrame);

    /// <summary>A conversation, the same for all readers of a side.</summary>
    public static byte[] Write(ConversationChanged changed, ParticipantType reader) => reader == ParticipantType.Customer
        ? ToCustomers.GetValue(changed, static changed => Write(changed.Conversation, ParticipantType.Customer))
        : ToAgents.GetValue(changed, static changed => Write(changed.Conversation, ParticipantType.Agent));

    /// <summary>A conversation.</summary>
    public static byte[] Write(Conversation conversation, ParticipantType reader) =>
        Write(ConversationFrame.From(conversation, reader), KefuJson.Wire.ConversationFrame);

    /// <summary>The farewell of a server that goes away.</summary>
    public static byte[] Bye(string reason, TimeSpan retryAfter) =>
        Write(new ByeFrame { Reason = reason, RetryMs = (int)retryAfter.TotalMilliseconds }, KefuJson.Wire.ByeFrame);

    /// <summary>A refusal.</summary>
    /// <param name="error">Why.</param>
    /// <param name="of">The refused frame's type.</param>
    /// <param name="clientId">The refused send's <c>client_id</c>.</param>
    /// <param name="reference">The refused frame's <c>ref</c>.</param>
    public static byte[] Refusal(Error error, string? of = null, string? clientId = null, string? reference = null) =>
        Write(
            new ErrorFrame
            {
                Code = WireNames.Of(error.Code),
                Message = error.Message,
                Of = of,
                ClientId = clientId,
                Ref = reference,
                RetryAfterMs = error.RetryAfter is { } wait ? (int)Math.Ceiling(wait.TotalMilliseconds) : null,
            },
            KefuJson.Wire.ErrorFrame);
}
