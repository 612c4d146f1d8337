using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Forms;

namespace KefuBlazor.Core.Messages;

/// <summary>A message to be sent: a text, unless it says otherwise.</summary>
/// <param name="Sender">Who sends it.</param>
/// <param name="ClientId">The sender's name for it, 1–64 characters.</param>
/// <param name="ConversationId">Where to; a customer may leave it out.</param>
/// <param name="Content">1–4000 UTF-16 units, not all blank; empty for what is no text.</param>
/// <param name="Origin">The connection that sends it, which is not told of its own message; null for HTTP and circuits.</param>
public sealed record OutgoingMessage(Participant Sender, string ClientId, string? ConversationId, string Content, string? Origin = null)
{
    /// <summary>What it is. <see cref="MessageKind.System"/> is said by <see cref="Participant.System"/> alone.</summary>
    public MessageKind Kind { get; init; }

    /// <summary>Which of the sender's uploads it carries, where its kind carries one.</summary>
    public string? AttachmentId { get; init; }

    /// <summary>What the system says: small letters and underscores, at most 64.</summary>
    public string? Code { get; init; }

    /// <summary>What the customer filled in before. It counts where the message opens a conversation, or opens one again.</summary>
    public Intake? Intake { get; init; }
}

/// <summary>What a sender may rely on: the message is on disk.</summary>
/// <param name="Message">As it is stored.</param>
/// <param name="Duplicate">It was known already; nothing was stored now.</param>
public sealed record Receipt(Message Message, bool Duplicate);

/// <summary>Which messages to read. Neither bound: the newest.</summary>
/// <param name="ConversationId">Which conversation; a customer may leave it out and means the open one, else the last.</param>
/// <param name="AfterSeq">The lowest above this.</param>
/// <param name="BeforeSeq">The highest below this.</param>
/// <param name="Limit">How many at most, 1–100.</param>
public sealed record HistoryQuery(string? ConversationId, long? AfterSeq = null, long? BeforeSeq = null, int Limit = 50);

/// <summary>A part of a conversation's messages.</summary>
/// <param name="ConversationId">Which conversation; null for a customer who never wrote.</param>
/// <param name="Messages">In rising <c>seq</c>.</param>
/// <param name="HasMore">Whether there are more in the direction asked.</param>
public sealed record HistoryPage(string? ConversationId, IReadOnlyList<Message> Messages, bool HasMore);

/// <summary>Sending and reading messages: the one path for sockets, HTTP and circuits.</summary>
public interface IMessageService
{
    /// <summary>
    /// Stores a message and returns after the commit that holds it. The same <c>client_id</c> of the same sender is one message, however
    /// often and from wherever it is sent. A customer's first message opens a conversation.
    /// </summary>
    Task<Result<Receipt>> SendAsync(OutgoingMessage message, CancellationToken cancellationToken = default);

    /// <summary>Reads messages of a conversation that the caller may see.</summary>
    Task<Result<HistoryPage>> HistoryAsync(Participant caller, HistoryQuery query, CancellationToken cancellationToken = default);
}
