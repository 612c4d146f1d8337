namespace KefuBlazor.Core.Conversations;

/// <summary>What the store promises of the marks <c>delivered</c> and <c>read</c>.</summary>
internal interface IMarkStore
{
    /// <summary>
    /// Moves the caller's mark forward, at most to the newest message. Rights are looked at in the same transaction; <paramref name="committed"/>
    /// is told of what moved, in the order of the commits.
    /// </summary>
    Task<Result<MovedMark>> MoveAsync(MarkMove move, Action<MovedMark> committed, CancellationToken cancellationToken);
}

/// <summary>A mark that a member wants moved.</summary>
internal readonly record struct MarkMove(Participant Caller, string ConversationId, MarkKind Kind, long Seq);

/// <summary>What became of it, and the members who are to hear of it.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="AgentId">The agent, where there is one.</param>
/// <param name="Seq">Where the mark is now; 0 where it did not move.</param>
internal readonly record struct MovedMark(string CustomerId, string? AgentId, long Seq);
