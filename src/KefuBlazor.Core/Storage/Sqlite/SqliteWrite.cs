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
/// <param name="committed">Told of a success.</param>
internal abstract class SqliteWrite<T>(Action<T>? committed) : SqliteWrite
{
    // The waiting caller must not run where the next are told, who wait for that.
    private readonly TaskCompletionSource<Result<T>> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Result<T> _result;

    public Task<Result<T>> Outcome => _outcome.Task;

    public sealed override async ValueTask ExecuteAsync(SqliteSession session) => _result = await RunAsync(session);

    public sealed override void Complete()
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

    public sealed override void Fail(Error error) => _outcome.TrySetResult(error);

    /// <summary>Reads and writes. As the work of <see cref="IWriteQueue"/> it touches nothing but the database.</summary>
    protected abstract ValueTask<Result<T>> RunAsync(SqliteSession session);
}

/// <summary>A write by EF Core.</summary>
internal sealed class SqliteContextWrite<T>(Func<KefuDbContext, CancellationToken, Task<Result<T>>> work, Action<T>? committed)
    : SqliteWrite<T>(committed)
{
    protected override async ValueTask<Result<T>> RunAsync(SqliteSession session)
    {
        await using var context = session.CreateContext();
        return await work(context, CancellationToken.None);
    }
}
