namespace KefuBlazor.Chaos.Records;

/// <summary>How a send ended, as its client knows it.</summary>
internal enum SendOutcome
{
    /// <summary>Never answered: it may be stored or not.</summary>
    Unknown,

    /// <summary>Acknowledged.</summary>
    Ok,

    /// <summary>Refused for good.</summary>
    Failed,
}

/// <summary>What one client did to get one message through.</summary>
/// <param name="SenderId">Who sent it.</param>
/// <param name="ClientId">The sender's name for it.</param>
/// <param name="ConversationId">Where it went, as far as is known.</param>
/// <param name="Content">The text.</param>
/// <param name="InvokedAt">When it was first handed to the client.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="AckedAt">When the ack came.</param>
/// <param name="AckedSeq">The <c>seq</c> in the ack.</param>
/// <param name="ShownSent">Whether the client shows it as sent: by an ack, or because history holds it.</param>
/// <param name="EveryAttemptRefused">Whether each attempt was answered by an error, so that nothing of it may be stored.</param>
internal sealed record SendRecord(
    string SenderId,
    string ClientId,
    string? ConversationId,
    string Content,
    TimeSpan InvokedAt,
    SendOutcome Outcome,
    TimeSpan? AckedAt = null,
    long? AckedSeq = null,
    bool ShownSent = false,
    bool EveryAttemptRefused = false)
{
    /// <summary>The hash of the file that it carries; null for a text.</summary>
    public string? File { get; init; }
}

/// <summary>One message that one connection was told.</summary>
/// <param name="ReaderId">Who was told.</param>
/// <param name="Link">Which of the reader's connections, counted.</param>
/// <param name="Live">As it happened, not from history.</param>
/// <param name="ConversationId">Which conversation.</param>
/// <param name="Seq">Its place there.</param>
/// <param name="Id">The server's name for it.</param>
/// <param name="ClientId">The sender's name for it.</param>
internal readonly record struct ReceivedRecord(
    string ReaderId, int Link, bool Live, string ConversationId, long Seq, string Id, string ClientId);

/// <summary>What a client holds of a conversation at the end.</summary>
internal sealed record View(string ReaderId, string ConversationId, IReadOnlySet<long> Seqs);

/// <summary>A message as the database or the API tells it.</summary>
internal sealed record StoredMessage(string ConversationId, long Seq, string SenderId, string ClientId, string Content)
{
    /// <summary>The hash of the file that is served for it; null where there is none, or none is served. Only the API knows.</summary>
    public string? File { get; init; }

    /// <summary>The system said it: no client sent it.</summary>
    public bool IsOfSystem => SenderId == "system";
}

/// <summary>A conversation as the database tells it.</summary>
/// <param name="Id">Which.</param>
/// <param name="CustomerId">Whose.</param>
/// <param name="AgentId">Who has it; null while it waits.</param>
/// <param name="IsClosed">Whether it is over.</param>
/// <param name="LastSeq">The newest message's place.</param>
/// <param name="EveryAgent">All who ever had it.</param>
internal sealed record StoredConversation(
    string Id, string CustomerId, string? AgentId, bool IsClosed, long LastSeq, IReadOnlySet<string> EveryAgent);

/// <summary>All that is known when a run has healed: what clients did and saw, and what is stored.</summary>
internal sealed record Evidence
{
    public IReadOnlyList<SendRecord> Sends { get; init; } = [];

    public IReadOnlyList<ReceivedRecord> Received { get; init; } = [];

    public IReadOnlyList<View> Views { get; init; } = [];

    /// <summary>The messages in the database's table.</summary>
    public IReadOnlyList<StoredMessage> Database { get; init; } = [];

    /// <summary>The messages as the HTTP API tells them, in its order.</summary>
    public IReadOnlyList<StoredMessage> Api { get; init; } = [];

    public IReadOnlyList<StoredConversation> Conversations { get; init; } = [];
}
