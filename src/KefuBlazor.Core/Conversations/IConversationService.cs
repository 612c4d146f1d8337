namespace KefuBlazor.Core.Conversations;

/// <summary>Which conversations a list shows.</summary>
public sealed record ConversationFilter
{
    /// <summary>Only those in this state; null: all.</summary>
    public ConversationStatus? Status { get; init; }

    /// <summary>Only those of this agent; null: of anybody whose the caller may see.</summary>
    public string? AgentId { get; init; }

    /// <summary>Only those of this customer; null: of anybody.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Only those whose customer's name or id contains this.</summary>
    public string? Query { get; init; }

    /// <summary>Where to go on: <see cref="Page{T}.Next"/> of the page before.</summary>
    public string? Cursor { get; init; }

    /// <summary>How many at most, 1–100.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>A part of a list.</summary>
/// <param name="Items">What it shows.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>How many conversations are open.</summary>
/// <param name="Active">With an agent.</param>
/// <param name="Waiting">In the queue.</param>
public readonly record struct OpenConversations(int Active, int Waiting);

/// <summary>The life of conversations, and the only door to it. What a caller may not see is <see cref="ErrorCode.NotFound"/>.</summary>
public interface IConversationService
{
    /// <summary>One conversation, as far as the caller may see it.</summary>
    Task<Result<Conversation>> FindAsync(Participant caller, string conversationId, CancellationToken cancellationToken = default);

    /// <summary>
    /// The same for an agent, and for those that they once had besides: whoever lost one to another can see who has it now, though not what is
    /// said in it.
    /// </summary>
    Task<Result<Conversation>> FindServedAsync(Participant agent, string conversationId, CancellationToken cancellationToken = default);

    /// <summary>A customer's open conversation, else the last one; null for a customer who never wrote.</summary>
    Task<Conversation?> CurrentOfAsync(string customerId, CancellationToken cancellationToken = default);

    /// <summary>The open conversations of these customers, as far as the agent may see them.</summary>
    Task<IReadOnlyList<Conversation>> OpenOfAsync(
        Participant agent, IReadOnlyCollection<string> customerIds, CancellationToken cancellationToken = default);

    /// <summary>How many are open in the whole system.</summary>
    Task<OpenConversations> CountOpenAsync(CancellationToken cancellationToken = default);

    /// <summary>How far the conversations that are an agent's now, and those that wait for anybody, have come.</summary>
    Task<IReadOnlyList<ConversationHead>> HeadsForAsync(string agentId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Those that an agent may see. Waiting ones come in the order of the queue, closed ones by when they were closed and all others by when
    /// they were opened, newest first.
    /// An invalid cursor is <see cref="ErrorCode.BadRequest"/>.
    /// </summary>
    Task<Result<Page<Conversation>>> ListAsync(Participant agent, ConversationFilter filter, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends a conversation: its customer at any time (null: the open one), an agent while it is theirs. A closed one is
    /// <see cref="ErrorCode.Closed"/>; seen but not theirs <see cref="ErrorCode.Forbidden"/>.
    /// </summary>
    Task<Result<Conversation>> CloseAsync(Participant caller, string? conversationId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Opens a closed conversation again for the agent who asks, with the same id and its <c>seq</c> going on. An open one, or a customer who
    /// has another open one, is <see cref="ErrorCode.Conflict"/>.
    /// </summary>
    Task<Result<Conversation>> ReopenAsync(Participant agent, string conversationId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves a mark forward; one that would go back is left where it is. A customer may leave the conversation out (the open one, else the last).
    /// Only the assigned agent moves the agents' marks, anybody else is <see cref="ErrorCode.Forbidden"/>.
    /// </summary>
    /// <param name="caller">Whose mark.</param>
    /// <param name="conversationId">Which conversation.</param>
    /// <param name="kind">Which mark.</param>
    /// <param name="seq">Up to where, at least 1; above the newest message counts as the newest.</param>
    /// <param name="origin">The connection that says so, which is not told of it.</param>
    /// <param name="cancellationToken">Gives up waiting; the mark may have moved.</param>
    /// <returns>Null, or why it was refused.</returns>
    Task<Error?> MoveMarkAsync(
        Participant caller, string? conversationId, MarkKind kind, long seq, string? origin, CancellationToken cancellationToken = default);

    /// <summary>Tells the other side that the caller types, or stopped. Nothing is stored. Only the assigned agent may.</summary>
    /// <param name="caller">Who types.</param>
    /// <param name="conversationId">Where; a customer may leave it out.</param>
    /// <param name="active">Whether they do.</param>
    /// <param name="draft">What a customer has written and not sent: agents are told of it where <see cref="TypingOptions.TypingPreview"/> is on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null, or why it was refused.</returns>
    Task<Error?> TypeAsync(
        Participant caller, string? conversationId, bool active, string? draft = null, CancellationToken cancellationToken = default);
}
