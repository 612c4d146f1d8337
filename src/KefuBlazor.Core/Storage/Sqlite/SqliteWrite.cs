namespace KefuBlazor.Core.Storage.Sqlite;

/// <summary>One write in the queue: what to do in the transaction, and whom to tell after it.</summary>
internal abstract class SqliteWrite
{
    /// <summary>Runs inside the transaction; again after a rollback.</summary>
    public abstract ValueTask ExecuteAsync(SqliteSession session);

    /// <summary>The commit that holds it is on disk.</summary>
    public abstract void Complete();

    /// <summary>Nothing of it was stored.</summary>
    public abstract void Fail(Error error);
}

/// <inheritdoc />
internal sealed class SqliteWrite<T>(Func<SqliteSession, ValueTask<Result<T>>> work, Action<T>? committed) : SqliteWrite
{
    // The waiting caller must not run on the writer's loop, which others wait for.
    private readonly TaskCompletionSource<Result<T>> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Result<T> _result;

    public Task<Result<T>> Outcome => _outcome.Task;

    public override async ValueTask ExecuteAsync(SqliteSession session) => _result = await work(session);

    public override void Complete()
    {
        try
        {
            if (_result.Succeeded)
                committed?.Invoke(_result.Value);
        }
        finally
        {
            // Stored is stored: whatever goes wrong in the telling, the sender is not left waiting.
            _outcome.TrySetResult(_result);
        }
    }

    public override void Fail(Error error) => _outcome.TrySetResult(error);
}
