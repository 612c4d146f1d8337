using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Forms;

namespace KefuBlazor.Core.Messages;

/// <summary>What the store promises of messages that were left.</summary>
internal interface ILeftMessageStore
{
    /// <summary>
    /// Notes what a customer gave on their conversation, if it is open and nothing of the kind is noted on it. <see cref="LeftMessage.Changed"/>
    /// says whether it was.
    /// </summary>
    Task<Result<LeftMessage>> NoteAsync(
        Participant customer, string conversationId, Intake intake, Action<LeftMessage> committed, CancellationToken cancellationToken);
}

/// <summary>A conversation on which a message was left.</summary>
/// <param name="Conversation">As it is now.</param>
/// <param name="Changed">Whether that is new.</param>
internal readonly record struct LeftMessage(Conversation Conversation, bool Changed);
