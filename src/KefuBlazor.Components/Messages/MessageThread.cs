using KefuBlazor.Core.Messages;

namespace KefuBlazor.Components.Messages;

/// <summary>
/// A window over the messages of one conversation that moves as one reads. While it reaches to the conversation's end it takes in what
/// arrives; what arrives ahead of its turn is kept until the store has given what lies between.
/// </summary>
/// <param name="conversationId">Which.</param>
/// <param name="fetch">Reads from the store; null where that failed.</param>
public sealed partial class MessageThread(string conversationId, Func<HistoryQuery, Task<HistoryPage?>> fetch)
{
    private readonly MessageWindow _window = new();
    private readonly SortedDictionary<long, Message> _ahead = [];

    /// <summary>In rising <c>seq</c>, without a gap; at most <see cref="MessageWindow.Capacity"/>.</summary>
    public IReadOnlyList<Message> Messages => _window.Messages;

    /// <summary>Whether there are messages before the first one here.</summary>
    public bool HasOlder => _window.HasOlder;

    /// <summary>Whether the conversation goes on after the last one here, so that what arrives is not shown.</summary>
    public bool HasNewer => _window.HasNewer;

    /// <summary>The highest <c>seq</c> here.</summary>
    public long LastSeq => _window.LastSeq;

    /// <summary>The highest <c>seq</c> that is known to exist.</summary>
    public long NewestSeq { get; private set; }

    /// <summary>
    /// Whether one reads at the end: then what arrives may push out what is oldest. Else nothing may be pushed out, as it might be what is
    /// being read.
    /// </summary>
    public bool Following { get; set; } = true;

    /// <summary>Takes in a message that was just stored; one that is here already changes nothing.</summary>
    public void Add(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Expect(message.Seq);
        // While the newest page is on its way it is not known yet what it will hold.
        if (Phase == LoadPhase.Loading || (Phase == LoadPhase.Ready && !HasNewer && message.Seq > LastSeq))
            _ahead[message.Seq] = message;

        Absorb();
    }

    /// <summary>There are messages up to this <c>seq</c>.</summary>
    public void Expect(long lastSeq) => NewestSeq = Math.Max(NewestSeq, lastSeq);

    /// <summary>Whether messages are missing that belong here.</summary>
    public bool IsBehind() => Phase == LoadPhase.Ready && !HasNewer && NewestSeq > LastSeq;

    private void Absorb()
    {
        if (Phase != LoadPhase.Ready)
            return;

        foreach (var (seq, message) in _ahead.ToList())
        {
            if (seq > LastSeq + 1)
                return;

            _ahead.Remove(seq);
            if (seq <= LastSeq)
                continue;

            if (_window.IsFull && !Following)
            {
                Detach();
                return;
            }

            _window.Append(message);
        }
    }

    private void Detach()
    {
        _window.Detach();
        _ahead.Clear();
    }
}
