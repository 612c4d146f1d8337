using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Storage.Rows;

namespace KefuBlazor.Core.Storage;

/// <summary>How marks move: only forward, never past the newest message, and what is read is delivered.</summary>
internal static class MarkMover
{
    /// <summary>Moves the caller's side's mark on the row.</summary>
    /// <returns>Where it is now, or 0 where it did not move.</returns>
    public static long Move(ConversationRow row, Participant caller, MarkKind kind, long seq)
    {
        var target = Math.Min(seq, row.LastSeq);
        var current = (kind, caller.IsCustomer) switch
        {
            (MarkKind.Delivered, true) => row.DeliveredCustomer,
            (MarkKind.Delivered, false) => row.DeliveredAgent,
            (_, true) => row.ReadCustomer,
            (_, false) => row.ReadAgent,
        };
        if (target <= current)
            return 0;

        if (caller.IsCustomer)
        {
            row.DeliveredCustomer = Math.Max(row.DeliveredCustomer, target);
            row.ReadCustomer = kind == MarkKind.Read ? target : row.ReadCustomer;
        }
        else
        {
            row.DeliveredAgent = Math.Max(row.DeliveredAgent, target);
            row.ReadAgent = kind == MarkKind.Read ? target : row.ReadAgent;
        }

        return target;
    }
}
