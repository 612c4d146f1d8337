using KefuBlazor.Core;
using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Components.Conversations;

/// <summary>
/// Moves the agent's marks: delivered when a message reaches the desk, read when the agent has it before their eyes. At most one move of a
/// conversation at a time, and one a second.
/// </summary>
public sealed class MarkKeeper(IConversationService conversations, TimeProvider clock, string origin)
{
    /// <summary>The least time between two moves.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(string Id, MarkKind Kind), Move> _moves = [];

    /// <summary>Names this circuit's moves, so that it need not heed their events.</summary>
    public string Origin => origin;

    /// <summary>Moves a mark if it has to.</summary>
    /// <returns>The conversation after the move, null if there was none; and when to ask again, if that is so.</returns>
    public async Task<(Conversation? Moved, DateTimeOffset? AskAgain)> MoveAsync(
        Participant agent, Conversation conversation, MarkKind kind, long seq)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(conversation);
        var mark = kind == MarkKind.Read ? conversation.Read.Agent : conversation.Delivered.Agent;
        var key = (conversation.Id, kind);
        var last = _moves.GetValueOrDefault(key);
        if (conversation.Agent?.Id != agent.Id || seq <= mark || seq <= last.Seq)
            return (null, null);

        var now = clock.GetUtcNow();
        if (last.Running || now < last.At + Interval)
            return (null, last.Running ? now + Interval : last.At + Interval);

        _moves[key] = new Move(seq, now, true);
        Result<Conversation> result;
        try
        {
            result = await conversations.MoveMarkAsync(agent, conversation.Id, kind, seq, origin);
        }
        finally
        {
            _moves[key] = new Move(seq, now, false);
        }

        if (result.Succeeded)
            return (result.Value, null);

        if (result.Error!.Code is ErrorCode.Unavailable or ErrorCode.StorageFull or ErrorCode.RateLimited)
        {
            // Nothing was stored; it counts as not tried.
            _moves[key] = new Move(last.Seq, now, false);
            return (null, now + (result.Error.RetryAfter ?? TimeSpan.FromSeconds(5)));
        }

        return (null, null);
    }

    private readonly record struct Move(long Seq, DateTimeOffset At, bool Running);
}
