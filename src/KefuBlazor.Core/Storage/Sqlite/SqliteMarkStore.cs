using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Storage.Sqlite;

/// <summary>Marks on SQLite: prepared statements, in the commits of the messages around them. One that is known already writes nothing.</summary>
internal sealed class SqliteMarkStore(SqliteWriter writer) : IMarkStore
{
    public Task<Result<MovedMark>> MoveAsync(MarkMove move, Action<MovedMark> committed, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            new Write(
                move,
                moved =>
                {
                    if (moved.Seq > 0)
                        committed(moved);
                }),
            cancellationToken);

    private static Result<MovedMark> Move(SqliteSession session, MarkMove move)
    {
        var found = SqliteMarkStatements.Find(session, move.ConversationId, move.Caller.Id);
        if (ConversationAccess.CheckMember(move.Caller, found?.Facts) is { } error)
            return error;
        var (next, seq) = found!.Value.Move(move);
        if (seq > 0)
            SqliteMarkStatements.Update(session, next);
        return new MovedMark(next.Facts.CustomerId, next.Facts.AgentId, seq);
    }

    private sealed class Write(MarkMove move, Action<MovedMark> committed) : SqliteWrite<MovedMark>(committed)
    {
        protected override ValueTask<Result<MovedMark>> RunAsync(SqliteSession session) => new(Move(session, move));
    }
}
