namespace KefuBlazor.Chaos.Records;

/// <summary>One message on its way, as its client keeps it in the outbox. Changed under its client's lock; read when all is over.</summary>
internal sealed class Send(string clientId, string content, string? conversationId, TimeSpan invokedAt, byte[]? file = null)
{
    private int _shown;
    private int _attempts;
    private int _refusals;

    public string ClientId => clientId;

    public string Content => content;

    /// <summary>What is sent in place of a text.</summary>
    public byte[]? File => file;

    /// <summary>Where the file was uploaded to; null before that.</summary>
    public string? Url { get; set; }

    /// <summary>Whether the file is just being uploaded.</summary>
    public bool IsUploading { get; set; }

    public TimeSpan InvokedAt => invokedAt;

    /// <summary>Where it goes; a customer's first message learns it from its ack.</summary>
    public string? ConversationId { get; private set; } = conversationId;

    public SendOutcome Outcome { get; private set; }

    public TimeSpan? AckedAt { get; private set; }

    public long? AckedSeq { get; private set; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether the client shows it as sent.</summary>
    public bool IsShownSent { get; private set; }

    /// <summary>Not before this is it sent again.</summary>
    public TimeSpan NotBefore { get; set; }

    /// <summary>Whether the present connection has carried it.</summary>
    public bool IsInFlight { get; set; }

    public void Attempted()
    {
        _attempts++;
        IsInFlight = true;
    }

    public void Acked(string conversation, long seq, TimeSpan at)
    {
        IsShownSent = true;
        IsInFlight = false;
        if (Outcome == SendOutcome.Ok)
            return;
        Outcome = SendOutcome.Ok;
        ConversationId = conversation;
        AckedSeq = seq;
        AckedAt = at;
    }

    /// <summary>History holds it, so it is sent though no ack came.</summary>
    public void FoundInHistory(string conversation)
    {
        IsShownSent = true;
        ConversationId ??= conversation;
    }

    public void Refused(string error, bool forGood)
    {
        _refusals++;
        IsInFlight = false;
        Error = error;
        if (forGood)
            Outcome = SendOutcome.Failed;
    }

    /// <summary>Somebody tapped "retry".</summary>
    public void TryAgain()
    {
        if (Outcome == SendOutcome.Failed)
            Outcome = SendOutcome.Unknown;
    }

    /// <summary>True once: the other side has been told of it as it happened.</summary>
    public bool MarkShown() => Interlocked.Exchange(ref _shown, 1) == 0;

    public SendRecord ToRecord(string senderId) => new(
        senderId, clientId, ConversationId, content, invokedAt, Outcome, AckedAt, AckedSeq, IsShownSent, _attempts == _refusals)
    {
        File = FileHash.Of(file),
    };
}
