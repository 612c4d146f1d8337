using KefuBlazor.Core.Conversations;
using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>Moves a group of marks: lock and look, decide as if each were alone, write what moved, commit.</summary>
internal sealed class PostgresMarkTransaction(NpgsqlConnection connection, PostgresCommits commits, IReadOnlyList<PostgresMark> marks)
{
    private readonly PostgresMarkStatements _statements = new(connection);

    public async Task RunAsync()
    {
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted);
        var found = await _statements.LookAsync([.. marks.Select(mark => mark.Move.ConversationId).Distinct()]);
        var served = await LookWhoServedAsync(found);
        var before = found.ToDictionary();
        foreach (var mark in marks)
            mark.Result = Decide(mark.Move, found, served);

        var moved = found.Values.Where(marked => marked != before[marked.Id]).ToList();
        if (moved.Count == 0)
        {
            // All of them known or refused: there is nothing to commit, and nothing that has an order.
            await transaction.RollbackAsync();
            foreach (var mark in marks)
                mark.Complete();
            return;
        }

        var transactionId = await _statements.UpdateAsync(moved);
        await commits.CommitAsync(() => transaction.CommitAsync(), transactionId, [.. marks.Select(mark => (Action)mark.Complete)]);
    }

    private static Result<MovedMark> Decide(
        MarkMove move, Dictionary<string, MarkedConversation> found, IReadOnlySet<(string AgentId, string ConversationId)> served)
    {
        var known = found.TryGetValue(move.ConversationId, out var marked);
        ConversationFacts? facts = known
            ? marked.Facts with { ServedByCaller = served.Contains((move.Caller.Id, move.ConversationId)) }
            : null;
        if (ConversationAccess.CheckMember(move.Caller, facts) is { } error)
            return error;

        var (next, seq) = marked.Move(move);
        found[move.ConversationId] = next;
        return new MovedMark(marked.Facts.CustomerId, marked.Facts.AgentId, seq);
    }

    /// <summary>Agents who mark closed conversations that are not theirs: what they are told depends on whether they ever had them.</summary>
    private async Task<IReadOnlySet<(string AgentId, string ConversationId)>> LookWhoServedAsync(Dictionary<string, MarkedConversation> found)
    {
        var asked = (
            from mark in marks
            let move = mark.Move
            where move.Caller.IsAgent
                && found.TryGetValue(move.ConversationId, out var marked)
                && marked.Facts.Status == ConversationStatus.Closed
                && marked.Facts.AgentId != move.Caller.Id
            select (move.Caller.Id, move.ConversationId)).ToList();
        return asked.Count == 0 ? new HashSet<(string, string)>() : await PostgresServed.LookAsync(connection, asked);
    }
}
