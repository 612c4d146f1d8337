namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>A write that waits to share a transaction with others of its kind.</summary>
internal abstract class PostgresGrouped<TResult>(Action<TResult> committed)
{
    // The waiting caller must not run on the loop, which others wait for.
    private readonly TaskCompletionSource<Result<TResult>> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Result<TResult>> Outcome => _outcome.Task;

    /// <summary>What becomes of it if the transaction is committed.</summary>
    public Result<TResult> Result { get; set; }

    /// <summary>The transaction is committed.</summary>
    public void Complete()
    {
        try
        {
            if (Result.Succeeded)
                committed(Result.Value);
        }
        finally
        {
            // Stored is stored: whatever goes wrong in the telling, the caller is not left waiting.
            _outcome.TrySetResult(Result);
        }
    }

    /// <summary>Nothing of it was stored, or nobody knows.</summary>
    public void Fail(Error error) => _outcome.TrySetResult(error);
}
