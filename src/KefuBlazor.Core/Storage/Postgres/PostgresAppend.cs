using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>One message that waits to be stored.</summary>
internal sealed class PostgresAppend(NewMessage request, Action<AppendedMessage> committed)
{
    // The waiting caller must not run on the loop, which others wait for.
    private readonly TaskCompletionSource<Result<AppendedMessage>> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NewMessage Request { get; } = request;

    public Task<Result<AppendedMessage>> Outcome => _outcome.Task;

    /// <summary>What becomes of it if the transaction is committed.</summary>
    public Result<AppendedMessage> Result { get; set; }

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
            // Stored is stored: whatever goes wrong in the telling, the sender is not left waiting.
            _outcome.TrySetResult(Result);
        }
    }

    /// <summary>Nothing of it was stored, or nobody knows.</summary>
    public void Fail(Error error) => _outcome.TrySetResult(error);
}
