namespace KefuBlazor.Core.Storage;

/// <summary>The one door through which this process changes conversations and what hangs on them.</summary>
internal interface IWriteQueue
{
    /// <summary>
    /// Runs a write in a transaction of its own or shared with others, and returns after the commit.
    /// </summary>
    /// <param name="scope">What it needs to have to itself.</param>
    /// <param name="work">
    /// Reads and writes by the context it is given. It may run a second time after a rollback, so it touches nothing but the database, and
    /// lets the database's exceptions pass; where it returns a refusal it must not have saved anything.
    /// </param>
    /// <param name="committed">
    /// Told of a success after the commit and before the returned task ends. All writes' are called one after another in the order of the
    /// commits, which is what keeps events in rising <c>seq</c>; it must return at once.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting for the outcome; the write may still happen.</param>
    /// <returns>
    /// What <paramref name="work"/> returned, or <see cref="ErrorCode.StorageFull"/> where nothing was stored, or
    /// <see cref="ErrorCode.Unavailable"/> where nothing was stored or where nobody knows whether it was.
    /// </returns>
    Task<Result<T>> WriteAsync<T>(
        WriteScope scope,
        Func<KefuDbContext, CancellationToken, Task<Result<T>>> work,
        Action<T>? committed = null,
        CancellationToken cancellationToken = default);

    /// <summary>The same with <see cref="WriteScope.Everything"/>.</summary>
    Task<Result<T>> WriteAsync<T>(
        Func<KefuDbContext, CancellationToken, Task<Result<T>>> work, Action<T>? committed = null, CancellationToken cancellationToken = default) =>
        WriteAsync(WriteScope.Everything, work, committed, cancellationToken);
}
