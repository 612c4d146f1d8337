namespace KefuBlazor.Core.Storage;

/// <summary>
/// What a write needs to have to itself. A database with one writer gives every write all of it; one with several gives each no more than it
/// asks for, since others wait for what it does not share.
/// </summary>
internal readonly record struct WriteScope
{
    private WriteScope(WriteScopeKind kind, string? conversationId = null, string[]? customerIds = null)
    {
        Kind = kind;
        ConversationId = conversationId;
        CustomerIds = customerIds;
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

    /// <summary>Set where the scope is some customers.</summary>
    public string[]? CustomerIds { get; }

    /// <summary>One conversation and what hangs on it.</summary>
    public static WriteScope Conversation(string id) => new(WriteScopeKind.Conversation, id);

    /// <summary>Some customers and what they have open: none of them opens a conversation meanwhile, or is spoken with in one.</summary>
    public static WriteScope Customers(params string[] ids) => new(WriteScopeKind.Customers, customerIds: ids);
}

internal enum WriteScopeKind
{
    Everything,
    Rows,
    Conversation,
    Customers,
    Assignment,
}
