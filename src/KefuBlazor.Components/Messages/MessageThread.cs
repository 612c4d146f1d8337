using KefuBlazor.Core.Messages;

namespace KefuBlazor.Components.Messages;

/// <summary>Whether something has been fetched.</summary>
public enum LoadPhase
{
    Loading,
    Ready,
    Failed,
}

/// <summary>
/// The messages of one conversation as far as they have been fetched: always without a gap. What arrives ahead of its turn is kept until the
/// store has given what lies between.
/// </summary>
/// <param name="conversationId">Which.</param>
/// <param name="fetch">Reads from the store; null where that failed.</param>
public sealed class MessageThread(string conversationId, Func<HistoryQuery, Task<HistoryPage?>> fetch)
{
    private const int PageSize = 50;

    private readonly List<Message> _messages = [];
    private readonly SortedDictionary<long, Message> _ahead = [];
    private bool _catchingUp;

    /// <summary>In rising <c>seq</c>, without a gap.</summary>
    public IReadOnlyList<Message> Messages => _messages;

    /// <summary>Of the newest page, without which nothing can be shown.</summary>
    public LoadPhase Phase { get; private set; }

    /// <summary>Of the page before the first message shown.</summary>
    public LoadPhase OlderPhase { get; private set; } = LoadPhase.Ready;

    /// <summary>Whether there are messages before the first one shown.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>The highest <c>seq</c> up to which every message is here.</summary>
    public long LastSeq => _messages.Count == 0 ? 0 : _messages[^1].Seq;

    /// <summary>Takes in a message that was just stored; one that is here already changes nothing.</summary>
    public void Add(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Phase != LoadPhase.Ready || message.Seq > LastSeq)
            _ahead[message.Seq] = message;

        Absorb();
    }

    /// <summary>Whether messages up to this <c>seq</c> are missing.</summary>
    public bool Lacks(long lastSeq) => Phase == LoadPhase.Ready && (_ahead.Count > 0 || lastSeq > LastSeq);

    /// <summary>Fetches the newest page.</summary>
    public async Task LoadAsync()
    {
        Phase = LoadPhase.Loading;
        var page = await fetch(new HistoryQuery(conversationId, Limit: PageSize));
        if (page is null)
        {
            Phase = LoadPhase.Failed;
            return;
        }

        _messages.Clear();
        _messages.AddRange(page.Messages);
        HasOlder = page.HasMore;
        Phase = LoadPhase.Ready;
        Absorb();
    }

    /// <summary>Fetches the page before the first message.</summary>
    public async Task LoadOlderAsync()
    {
        if (!HasOlder || _messages.Count == 0 || OlderPhase == LoadPhase.Loading)
            return;

        OlderPhase = LoadPhase.Loading;
        var first = _messages[0].Seq;
        var page = await fetch(new HistoryQuery(conversationId, BeforeSeq: first, Limit: PageSize));
        OlderPhase = page is null ? LoadPhase.Failed : LoadPhase.Ready;
        if (page is null || _messages[0].Seq != first)
            return;

        _messages.InsertRange(0, page.Messages);
        HasOlder = page.HasMore;
    }

    /// <summary>Fetches what lies between the last message shown and the newest.</summary>
    public async Task CatchUpAsync()
    {
        if (_catchingUp || Phase != LoadPhase.Ready)
            return;

        _catchingUp = true;
        try
        {
            HistoryPage? page;
            do
            {
                page = await fetch(new HistoryQuery(conversationId, AfterSeq: LastSeq, Limit: 100));
                foreach (var message in page?.Messages ?? [])
                    Add(message);
            }
            while (page is { HasMore: true, Messages.Count: > 0 });
        }
        finally
        {
            _catchingUp = false;
        }
    }

    private void Absorb()
    {
        if (Phase != LoadPhase.Ready)
            return;

        foreach (var (seq, message) in _ahead.ToList())
        {
            if (seq > LastSeq + 1)
                return;

            if (seq == LastSeq + 1)
                _messages.Add(message);

            _ahead.Remove(seq);
        }
    }
}
