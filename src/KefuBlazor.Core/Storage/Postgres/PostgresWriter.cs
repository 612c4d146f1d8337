using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>
/// Runs each write in a transaction of its own, several at a time. What a write asks to have to itself it gets by a lock that it waits for;
/// what asks for everything is run as if nobody else wrote, and again where somebody did.
/// </summary>
internal sealed partial class PostgresWriter(PostgresContextFactory contexts, PostgresCommits commits, ILogger<PostgresWriter> logger)
    : IWriteQueue, IAsyncDisposable
{
    /// <summary>
    /// Transactions at a time. More would only wait for each other on the database's disk, and take processors from the messages, which go
    /// another way. (While marks went this way too: with 16 a burst's slowest acks took 170 ms, with 4 they took 153; R01 on the cluster, two cores.)
    /// </summary>
    private const int MostAtOnce = 4;

    /// <summary>Bounds memory where the database cannot follow: beyond it a write is refused, and its sender tries again.</summary>
    private const int MostWaiting = 20_000;

    private static readonly Error Overloaded = new(ErrorCode.Unavailable, "Too many writes wait for the database.", TimeSpan.FromSeconds(1));
    private static readonly Error Stopped = new(ErrorCode.Unavailable, "The server is stopping.", TimeSpan.FromSeconds(1));

    private readonly SemaphoreSlim _slots = new(MostAtOnce);
    private readonly CancellationTokenSource _stopped = new();
    private int _waiting;
    private volatile bool _stopping;

    public Task<Result<T>> WriteAsync<T>(
        WriteScope scope,
        Func<KefuDbContext, CancellationToken, Task<Result<T>>> work,
        Action<T>? committed,
        CancellationToken cancellationToken)
    {
        if (_stopping)
            return Task.FromResult<Result<T>>(Stopped);
        return Task.Run(() => QueueAsync(scope, work, committed), CancellationToken.None).WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // What was taken is still written: its callers wait for it.
        _stopping = true;
        for (var slot = 0; slot < MostAtOnce; slot++)
            await _slots.WaitAsync();
        await _stopped.CancelAsync();
    }

    private async Task<Result<T>> QueueAsync<T>(
        WriteScope scope, Func<KefuDbContext, CancellationToken, Task<Result<T>>> work, Action<T>? committed)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting)
                return Overloaded;
            await _slots.WaitAsync(_stopped.Token);
        }
        catch (OperationCanceledException)
        {
            return Stopped;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        try
        {
            return await TryAsync(scope, work, committed);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<Result<T>> TryAsync<T>(
        WriteScope scope, Func<KefuDbContext, CancellationToken, Task<Result<T>>> work, Action<T>? committed)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await RunAsync(scope, work, committed);
            }
            catch (Exception exception)
            {
                var failure = PostgresErrors.FailureOf(exception);
                if (!PostgresErrors.MayRunAgain(failure, tries))
                {
                    LogWriteFailed(tries, failure, exception);
                    return PostgresErrors.ToError(failure);
                }
            }

            await Task.Delay(PostgresErrors.PauseAfter(tries));
        }
    }

    private async Task<Result<T>> RunAsync<T>(
        WriteScope scope, Func<KefuDbContext, CancellationToken, Task<Result<T>>> work, Action<T>? committed)
    {
        await using var context = contexts.CreateForWrite();
        await using var transaction = await context.Database.BeginTransactionAsync(
            scope.Kind == WriteScopeKind.Everything ? IsolationLevel.Serializable : IsolationLevel.ReadCommitted);
        var transactionId = await PostgresLocks.TakeAsync((NpgsqlConnection)context.Database.GetDbConnection(), scope);
        var result = await work(context, CancellationToken.None);
        if (!result.Succeeded)
            return result; // the transaction's end without a commit rolls it back

        await commits.CommitAsync(
            () => transaction.CommitAsync(), transactionId, committed is null ? [] : [() => committed(result.Value)]);
        return result;
    }
}
