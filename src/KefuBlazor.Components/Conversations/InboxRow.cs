using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Components.Conversations;

/// <summary>How long somebody has been waiting, as a colour.</summary>
public enum WaitLevel
{
    None,
    Calm,
    Warning,
    Late,
}

/// <summary>What a row of the inbox shows. Two that are equal look the same, so a row renders only when its own changes.</summary>
/// <param name="Id">Of the conversation.</param>
/// <param name="CustomerId">Gives the colour of the avatar.</param>
/// <param name="Name">Of the customer.</param>
/// <param name="Preview">The last message, in one line.</param>
/// <param name="Time">When something happened last, in words.</param>
/// <param name="TimeTitle">The same to the second.</param>
/// <param name="Present">Whether the customer is connected; null while unknown.</param>
/// <param name="Unread">How many of the customer's messages are unread.</param>
/// <param name="Typing">Whether the customer types.</param>
/// <param name="Wait">How long the customer has been waiting for an answer.</param>
/// <param name="WaitShare">The same as a share of the longest that is shown, 0–100.</param>
/// <param name="Selected">Whether it is the one that is looked at.</param>
/// <param name="Departed">Whether it belongs to this list no more, and only keeps its place.</param>
/// <param name="LeftMessage">Whether the customer left a message and does not wait for the answer.</param>
public sealed record InboxRow(
    string Id,
    string CustomerId,
    string Name,
    string Preview,
    string Time,
    string TimeTitle,
    bool? Present,
    int Unread,
    bool Typing,
    WaitLevel Wait,
    int WaitShare,
    bool Selected,
    bool Departed,
    bool LeftMessage = false);

/// <summary>How long a customer has been waiting for an answer.</summary>
public static class Waiting
{
    private static readonly TimeSpan Warning = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    /// <summary>Since when: the queue's, or the last message if nobody has answered it; null if nobody waits.</summary>
    public static DateTimeOffset? Since(Conversation conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        return conversation switch
        {
            { Status: ConversationStatus.Waiting } => conversation.OpenedAt,
            { Status: ConversationStatus.Active, LastMessage: { SenderType: ParticipantType.Customer } last } => last.SentAt,
            _ => null,
        };
    }

    /// <summary>The colour of a wait.</summary>
    public static WaitLevel Level(TimeSpan waited) => waited >= Late ? WaitLevel.Late : waited >= Warning ? WaitLevel.Warning : WaitLevel.Calm;

    /// <summary>The length of its bar, 0–100.</summary>
    public static int Share(TimeSpan waited) => (int)Math.Clamp(100 * waited / Late, 4, 100);
}
