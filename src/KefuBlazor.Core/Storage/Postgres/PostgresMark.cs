using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>One mark that waits to be moved.</summary>
internal sealed class PostgresMark(MarkMove move, Action<MovedMark> committed)
    : PostgresGrouped<MovedMark>(moved => TellWhereMoved(moved, committed))
{
    public MarkMove Move { get; } = move;

    private static void TellWhereMoved(MovedMark moved, Action<MovedMark> committed)
    {
        if (moved.Seq > 0)
            committed(moved);
    }
}
