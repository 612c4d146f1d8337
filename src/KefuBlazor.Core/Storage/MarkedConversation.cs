using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Storage;

/// <summary>How far a conversation's marks are, and how they move: only forward, never past the newest message, and what is read is delivered.</summary>
internal readonly record struct MarkedConversation(string Id, ConversationFacts Facts, long LastSeq, Marks Delivered, Marks Read)
{
    /// <summary>Moves the caller's side's mark.</summary>
    /// <returns>What becomes of it, and where the mark is now, or 0 where it did not move.</returns>
    public (MarkedConversation Next, long Seq) Move(MarkMove move)
    {
        var target = Math.Min(move.Seq, LastSeq);
        var current = (move.Kind == MarkKind.Delivered ? Delivered : Read).Of(move.Caller);
        if (target <= current)
            return (this, 0);

        var next = this with { Delivered = Delivered.With(move.Caller, Math.Max(Delivered.Of(move.Caller), target)) };
        return (move.Kind == MarkKind.Read ? next with { Read = Read.With(move.Caller, target) } : next, target);
    }
}
