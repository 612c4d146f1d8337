namespace KefuBlazor.Core.Storage;

/// <summary>
/// What a write needs to have to itself. A database with one writer gives every write all of it; one with several gives each no more than it
/// asks for, since others wait for what it does not share.
/// </summary>
internal readonly record struct WriteScope
{
    private WriteScope(WriteScopeKind kind, string? conversationId = null)
    {
        Kind = kind;
        ConversationId = conversationId;
    }

    /// <summary>The default: it may look at anything, and nothing of that changes until it commits. Dear where many write at once.</summary>
    public static WriteScope Everything => default;

    /// <summary>
    /// Single rows by their keys: right whatever others write meanwhile, because each statement stands for itself or a unique key refuses the
    /// second, after which the write runs again and sees the first.
    /// </summary>
    public static WriteScope Rows { get; } = new(WriteScopeKind.Rows);

    /// <summary>Who gets which conversation: one at a time over all nodes.</summary>
    public static WriteScope Assignment { get; } = new(WriteScopeKind.Assignment);

    public WriteScopeKind Kind { get; }

    /// <summary>Set where the scope is one conversation.</summary>
    public string? ConversationId { get; }

    /// <summary>One conversation and what hangs on it.</summary>
    public static WriteScope Conversation(string id) => new(WriteScopeKind.Conversation, id);
}

internal enum WriteScopeKind
{
    Everything,
    Rows,
    Conversation,
    Assignment,
}
