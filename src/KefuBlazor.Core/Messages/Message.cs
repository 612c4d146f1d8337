using System.Globalization;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Messages;

/// <summary>A stored message 消息. It never changes.</summary>
public sealed record Message
{
    public required string ConversationId { get; init; }

    /// <summary>1, 2, 3 … within the conversation, without a gap.</summary>
    public required long Seq { get; init; }

    /// <summary>What the sender called it: unique for that sender, so that a repeated send is one message.</summary>
    public required string ClientId { get; init; }

    public required ParticipantType SenderType { get; init; }

    public required string SenderId { get; init; }

    /// <summary>The sender's name when it was sent.</summary>
    public required string SenderName { get; init; }

    /// <summary>The other side when it was stored: the customer, or the assigned agent; null while nobody was assigned.</summary>
    public string? RecipientId { get; init; }

    public MessageKind Kind { get; init; }

    /// <summary>The text as sent, 1–4000 UTF-16 units; empty where there is an attachment.</summary>
    public required string Content { get; init; }

    /// <summary>The file that it carries; null where its kind has none.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>What the system says, in a word that clients know; null for what people send.</summary>
    public string? Code { get; init; }

    /// <summary>When it was stored, UTC. It orders nothing.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Opaque to clients. Made of what is unique already, so that the store needs neither a column nor an index for it.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{ConversationId}-{Seq}");
}

/// <summary><c>message.added</c>: to the members, after the commit that holds it, in rising <c>seq</c>.</summary>
/// <param name="Message">What was stored.</param>
/// <param name="Origin">The connection that sent it, which gets an ack in its place.</param>
public sealed record MessageAdded(Message Message, string? Origin);
