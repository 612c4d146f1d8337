using Microsoft.Extensions.Logging;
using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>
/// Commits, and tells of commits one after another in an order in which they could have been made. A transaction takes its place in the order
/// when it has all its locks and before it sends COMMIT: whoever waits for one of those locks can only come later. So commits run side by
/// side, PostgreSQL syncs many of them at once, and events of one conversation are still told in the order of its changes.
/// </summary>
internal sealed partial class PostgresCommits(NpgsqlDataSource dataSource, ILogger<PostgresCommits> logger) : IAsyncDisposable
{
    /// <summary>How long it is asked what became of a commit that nobody answered. Until then nobody is told of later ones.</summary>
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Commits, and returns when all have been told.</summary>
    /// <param name="commit">Sends COMMIT.</param>
    /// <param name="transactionId">PostgreSQL's id of the transaction.</param>
    /// <param name="tell">Whom to tell; where one throws the others are told all the same.</param>
    /// <exception cref="UnknownOutcomeException">No answer came. If it was committed, all are told as soon as that is known.</exception>
    public async Task CommitAsync(Func<Task> commit, string transactionId, IReadOnlyList<Action> tell)
    {
        var (turn, ended) = TakePlace();
        try
        {
            await commit();
        }
        catch (Exception exception) when (PostgresErrors.IsRolledBack(exception))
        {
            EndAfter(turn, ended);
            throw;
        }
        catch (Exception exception)
        {
            LogUnknownOutcome(transactionId, exception);
            _ = SettleAsync(transactionId, tell, turn, ended);
            throw new UnknownOutcomeException(exception);
        }

        StoreMetrics.CommitWrites.Record(tell.Count);
        await turn;
        Tell(tell);
        ended.SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Task last;
        lock (_lock)
            last = _last;
        await last;
        _stopping.Dispose();
    }

    private static void EndAfter(Task turn, TaskCompletionSource ended) =>
        turn.ContinueWith(_ => ended.SetResult(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private (Task Turn, TaskCompletionSource Ended) TakePlace()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            var turn = _last;
            _last = ended.Task;
            return (turn, ended);
        }
    }

    private async Task SettleAsync(string transactionId, IReadOnlyList<Action> tell, Task turn, TaskCompletionSource ended)
    {
        try
        {
            var outcome = await FindOutcomeAsync(transactionId);
            await turn;
            if (outcome is null)
                LogNotSettled(transactionId);
            else
                LogSettled(transactionId, outcome);
            if (outcome == "committed")
                Tell(tell);
        }
        finally
        {
            ended.SetResult();
        }
    }

    private async Task<string?> FindOutcomeAsync(string transactionId)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        limit.CancelAfter(SettlesWithin);

        // The thread that lost its connection has waiters to answer first.
        await Task.Yield();
        while (!limit.IsCancellationRequested)
        {
            try
            {
                await using var command = dataSource.CreateCommand("SELECT pg_xact_status($1::xid8)");
                command.Parameters.Add(new NpgsqlParameter { Value = transactionId });
                var status = await command.ExecuteScalarAsync(limit.Token) as string ?? "forgotten";
                if (status != "in progress")
                    return status;
            }
            catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or OperationCanceledException)
            {
                // PostgreSQL is still away.
            }

            await Task.Delay(Pause, CancellationToken.None);
        }

        return null;
    }

    private void Tell(IReadOnlyList<Action> tell)
    {
        foreach (var action in tell)
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                LogObserverFailed(exception);
            }
        }
    }
}
