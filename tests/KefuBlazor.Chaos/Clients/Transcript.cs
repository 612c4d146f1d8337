namespace KefuBlazor.Chaos.Clients;

/// <summary>What a client holds of one conversation, merged by <c>seq</c>.</summary>
internal sealed class Transcript
{
    private readonly SortedSet<long> _seqs = [];
    private TimeSpan? _gapSince;

    /// <summary>Up to here nothing is missing.</summary>
    public long Contiguous { get; private set; }

    /// <summary>The newest that the server ever named.</summary>
    public long LastSeq { get; private set; }

    /// <summary>Since when an answer to a question for history is awaited.</summary>
    public TimeSpan? AskedAt { get; set; }

    /// <summary>What the server was last told to be here.</summary>
    public long Delivered { get; set; }

    public bool IsComplete => Contiguous >= LastSeq;

    public IReadOnlySet<long> Seqs => _seqs;

    /// <summary>Takes a message in; one that is held already changes nothing.</summary>
    public void Add(long seq, TimeSpan now)
    {
        _seqs.Add(seq);
        while (_seqs.Contains(Contiguous + 1))
            Contiguous++;
        Expect(seq, now);
    }

    /// <summary>The server says that there are messages up to here.</summary>
    public void Expect(long lastSeq, TimeSpan now)
    {
        LastSeq = Math.Max(LastSeq, lastSeq);
        if (IsComplete)
            _gapSince = null;
        else
            _gapSince ??= now;
    }

    /// <summary>Whether something has been missing for so long that it must be asked for.</summary>
    public bool IsGapOpen(TimeSpan now, TimeSpan atLeast) => _gapSince is { } since && now - since >= atLeast;
}
