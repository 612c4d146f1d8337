using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Components.Messages;

/// <summary>Something that stands in the log of a conversation.</summary>
/// <param name="Key">The same thing keeps it from one render to the next.</param>
public abstract record ThreadItem(string Key);

/// <summary>The line above the first message of a day.</summary>
/// <param name="Day">In the agent's time zone.</param>
public sealed record DayItem(DateOnly Day) : ThreadItem(FormattableString.Invariant($"day-{Day:yyyyMMdd}"));

/// <summary>Messages of one sender that were sent soon after one another.</summary>
/// <param name="Messages">At least one, in rising <c>seq</c>.</param>
public sealed record GroupItem(IReadOnlyList<Message> Messages) : ThreadItem(FormattableString.Invariant($"group-{Messages[0].Seq}"))
{
    /// <summary>Whether the customer wrote them.</summary>
    public bool FromCustomer => Messages[0].SenderType == ParticipantType.Customer;
}

/// <summary>What the system says of the conversation.</summary>
/// <param name="Message">Its message.</param>
public sealed record NoticeItem(Message Message) : ThreadItem(FormattableString.Invariant($"notice-{Message.Seq}"));

/// <summary>The line that says whose the conversation is from here on: its customer turned out to be another.</summary>
/// <param name="At">When that was.</param>
public sealed record MovedItem(DateTimeOffset At) : ThreadItem("moved");

/// <summary>Lays messages out into days and groups.</summary>
public static class ThreadLayout
{
    /// <summary>A message this long after the one before begins a new group.</summary>
    public static readonly TimeSpan GroupGap = TimeSpan.FromMinutes(3);

    /// <summary>Days and groups of messages that are in rising <c>seq</c>.</summary>
    /// <param name="messages">They.</param>
    /// <param name="zone">The agent's.</param>
    /// <param name="movedAt">When the conversation became another customer's, if that is to be said among these messages.</param>
    public static IReadOnlyList<ThreadItem> Arrange(IReadOnlyList<Message> messages, TimeZoneInfo zone, DateTimeOffset? movedAt = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var items = new List<ThreadItem>();
        var group = new List<Message>();
        DateOnly? day = null;
        foreach (var message in messages)
        {
            var sentOn = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(message.SentAt, zone).DateTime);
            var newDay = sentOn != day;
            var isMoved = movedAt < message.SentAt;
            if (group.Count > 0 && (newDay || isMoved || message.Kind == MessageKind.System || !Follows(group[^1], message)))
            {
                items.Add(new GroupItem(group));
                group = [];
            }

            if (isMoved)
            {
                items.Add(new MovedItem(movedAt!.Value));
                movedAt = null;
            }

            if (newDay)
                items.Add(new DayItem(sentOn));

            day = sentOn;
            if (message.Kind == MessageKind.System)
                items.Add(new NoticeItem(message));
            else
                group.Add(message);
        }

        if (group.Count > 0)
            items.Add(new GroupItem(group));
        if (movedAt is { } at)
            items.Add(new MovedItem(at));

        return items;
    }

    private static bool Follows(Message before, Message message) =>
        before.SenderType == message.SenderType && before.SenderId == message.SenderId && message.SentAt - before.SentAt <= GroupGap;
}
