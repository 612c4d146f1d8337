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
    /// <returns>Whether it moved; and when to ask again, if that is so.</returns>
    public async Task<(bool Moved, DateTimeOffset? AskAgain)> MoveAsync(
        Participant agent, Conversation conversation, MarkKind kind, long seq)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(conversation);
        var mark = kind == MarkKind.Read ? conversation.Read.Agent : conversation.Delivered.Agent;
        var key = (conversation.Id, kind);
        var last = _moves.GetValueOrDefault(key);
        if (conversation.Agent?.Id != agent.Id || seq <= mark || seq <= last.Seq)
            return (false, null);

        var now = clock.GetUtcNow();
        if (last.Running || now < last.At + Interval)
            return (false, last.Running ? now + Interval : last.At + Interval);

        _moves[key] = new Move(seq, now, true);
        // What may succeed later counts as not tried.
        var later = true;
        try
        {
            var error = await conversations.MoveMarkAsync(agent, conversation.Id, kind, seq, origin);
            later = error?.Code is ErrorCode.Unavailable or ErrorCode.StorageFull or ErrorCode.RateLimited;
            return (error is null, later ? now + (error!.RetryAfter ?? TimeSpan.FromSeconds(5)) : null);
        }
        finally
        {
            _moves[key] = new Move(later ? last.Seq : seq, now, false);
        }
    }

    /// <summary>Forgets whatever is about conversations that are not known.</summary>
    public void Prune(Inbox inbox)
    {
        ArgumentNullException.ThrowIfNull(inbox);
        foreach (var key in _moves.Keys.Where(key => inbox.Find(key.Id) is null).ToList())
            _moves.Remove(key);
    }

    private readonly record struct Move(long Seq, DateTimeOffset At, bool Running);
}
