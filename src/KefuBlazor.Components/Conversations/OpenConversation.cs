using KefuBlazor.Components.Messages;
using KefuBlazor.Core;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Components.Conversations;

/// <summary>The conversation that an agent looks at.</summary>
public sealed class OpenConversation(string id, Func<HistoryQuery, Task<HistoryPage?>> fetch)
{
    public string Id => id;

    public MessageThread Thread { get; } = new(id, fetch);

    /// <summary>Why it cannot be shown; null while it can.</summary>
    public ErrorCode? Problem { get; set; }

    /// <summary>Why the last thing the agent wanted to do with it was refused; null if it was not.</summary>
    public ErrorCode? Refusal { get; set; }

    /// <summary>Another agent had it when it was opened: who, is shown, and nothing that is said.</summary>
    public bool Elsewhere { get; set; }

    /// <summary>Something is being done with it.</summary>
    public bool Busy { get; set; }

    /// <summary>Whether the newest message is in sight.</summary>
    public bool AtEnd => Thread is { Following: true, HasNewer: false };

    /// <summary>The newest message that has been in sight.</summary>
    public long SeenSeq { get; private set; }

    /// <summary>Other conversations of the same customer, newest first.</summary>
    public IReadOnlyList<Conversation> Others { get; set; } = [];

    /// <summary>How many messages have come since the newest one in sight.</summary>
    public long NewBelow => AtEnd ? 0 : Math.Max(0, Thread.NewestSeq - SeenSeq);

    /// <summary>The log was scrolled to its end, or away from it.</summary>
    public void Scrolled(bool atEnd)
    {
        if (AtEnd)
            SeenSeq = Thread.LastSeq;

        Thread.Following = atEnd;
    }
}
