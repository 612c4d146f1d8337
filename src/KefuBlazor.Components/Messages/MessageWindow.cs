using KefuBlazor.Core.Messages;

namespace KefuBlazor.Components.Messages;

/// <summary>
/// A stretch of a conversation without a gap. It is bounded, so that a circuit and a page bear a conversation of any length: what is added
/// at one end pushes out what is at the other.
/// </summary>
public sealed class MessageWindow
{
    /// <summary>How many messages it holds at most.</summary>
    public const int Capacity = 200;

    /// <summary>How many are fetched, and let go of, at once.</summary>
    public const int PageSize = 50;

    private readonly List<Message> _messages = [];

    /// <summary>In rising <c>seq</c>, without a gap.</summary>
    public IReadOnlyList<Message> Messages => _messages;

    /// <summary>Whether the conversation has messages before the first one here.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>Whether the conversation has messages after the last one here, which are not to be added as they come.</summary>
    public bool HasNewer { get; private set; }

    /// <summary>Whether nothing can be added without letting go of something.</summary>
    public bool IsFull => _messages.Count >= Capacity;

    /// <summary>0 if there is none.</summary>
    public long FirstSeq => _messages.Count == 0 ? 0 : _messages[0].Seq;

    /// <summary>0 if there is none.</summary>
    public long LastSeq => _messages.Count == 0 ? 0 : _messages[^1].Seq;

    /// <summary>Holds the newest page and nothing else.</summary>
    public void Replace(HistoryPage newest)
    {
        ArgumentNullException.ThrowIfNull(newest);
        _messages.Clear();
        _messages.AddRange(newest.Messages);
        HasOlder = newest.HasMore;
        HasNewer = false;
    }

    /// <summary>Adds the page before the first message.</summary>
    public void Prepend(HistoryPage older)
    {
        ArgumentNullException.ThrowIfNull(older);
        _messages.InsertRange(0, older.Messages);
        HasOlder = older.HasMore;
        if (_messages.Count <= Capacity)
            return;

        _messages.RemoveRange(Capacity, _messages.Count - Capacity);
        HasNewer = true;
    }

    /// <summary>Adds the page after the last message.</summary>
    public void Append(HistoryPage newer)
    {
        ArgumentNullException.ThrowIfNull(newer);
        _messages.AddRange(newer.Messages);
        HasNewer = newer.HasMore;
        DropOldest(_messages.Count - Capacity);
    }

    /// <summary>Adds the message that comes next.</summary>
    public void Append(Message next)
    {
        // A page at once: were it one for one, each message would move and redraw all that stand above it.
        if (IsFull)
            DropOldest(PageSize);

        _messages.Add(next);
    }

    /// <summary>From here on the conversation goes on without this window.</summary>
    public void Detach() => HasNewer = true;

    private void DropOldest(int count)
    {
        if (count <= 0)
            return;

        _messages.RemoveRange(0, count);
        HasOlder = true;
    }
}
