using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Storage.Sqlite;

/// <summary>
/// SQLite takes one writer at a time, so this process has one: a loop that takes all writes that wait, runs them in one transaction and
/// pays one fsync for them. While it syncs the next group gathers, which is what makes groups grow with the load. Whoever is to hear of a
/// group is told while the next is written.
/// </summary>
internal sealed partial class SqliteWriter : IWriteQueue, IAsyncDisposable
{
    /// <summary>Bounds how long the first of a group waits for the last.</summary>
    private const int MostWritesPerCommit = 512;

    /// <summary>Bounds memory where the disk cannot follow: beyond it a write is refused, and its sender tries again.</summary>
    private const int MostWritesWaiting = 20_000;

    private const int MostGroupsUntold = 4;

    private static readonly Error Broken = new(ErrorCode.Unavailable, "The disk failed while messages were written. Restart the server.");
    private static readonly Error Overloaded = new(ErrorCode.Unavailable, "Too many writes wait for the disk.", TimeSpan.FromSeconds(1));
    private static readonly Error Stopped = new(ErrorCode.Unavailable, "The server is stopping.", TimeSpan.FromSeconds(1));

    private readonly Channel<SqliteWrite> _queue = Channel.CreateBounded<SqliteWrite>(
        new BoundedChannelOptions(MostWritesWaiting) { SingleReader = true });

    // Committed groups, in their order. Bounded: where telling falls behind, writing waits.
    private readonly Channel<SqliteWrite[]> _committed = Channel.CreateBounded<SqliteWrite[]>(
        new BoundedChannelOptions(MostGroupsUntold) { SingleReader = true, SingleWriter = true });

    private readonly string _connectionString;
    private readonly DbContextOptions<KefuDbContext> _contexts;
    private readonly ILogger<SqliteWriter> _logger;
    private readonly Lazy<Task> _loop;
    private volatile string? _fault;

    public SqliteWriter(SqliteDatabaseOptions options, DbContextOptions<KefuDbContext> contexts, ILogger<SqliteWriter> logger)
    {
        _connectionString = options.ConnectionString;
        _contexts = contexts;
        _logger = logger;
        _loop = new Lazy<Task>(() => Task.WhenAll(Task.Run(RunAsync), Task.Run(TellAsync)));
    }

    /// <summary>Why it takes no writes any more; null while it does.</summary>
    public string? Fault => _fault;

    /// <summary>One writer: whatever the scope, a write has the whole database to itself.</summary>
    public Task<Result<T>> WriteAsync<T>(
        WriteScope scope,
        Func<KefuDbContext, CancellationToken, Task<Result<T>>> work,
        Action<T>? committed,
        CancellationToken cancellationToken) => WriteAsync(new SqliteContextWrite<T>(work, committed), cancellationToken);

    /// <summary>As that of <see cref="IWriteQueue"/>, of a write that knows its own way.</summary>
    public Task<Result<T>> WriteAsync<T>(SqliteWrite<T> write, CancellationToken cancellationToken)
    {
        _ = _loop.Value;
        if (!_queue.Writer.TryWrite(write))
            return Task.FromResult<Result<T>>(_queue.Reader.Completion.IsCompleted ? Stopped : Overloaded);
        return write.Outcome.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // What was taken is still written: its senders wait for it.
        _queue.Writer.TryComplete();
        if (_loop.IsValueCreated)
            await _loop.Value;
    }

    private async Task RunAsync()
    {
        SqliteSession? session = null;
        var group = new List<SqliteWrite>(MostWritesPerCommit);
        while (await _queue.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < MostWritesPerCommit && _queue.Reader.TryRead(out var write))
                group.Add(write);

            try
            {
                session ??= new SqliteSession(_connectionString, _contexts);
                await CommitAsync(session, group);
            }
            catch (Exception exception)
            {
                // Opening failed, or a rollback: a new connection next time knows nothing of the old one's trouble.
                Fail(group, exception);
                session?.Dispose();
                session = null;
            }
        }

        session?.Dispose();
        _committed.Writer.Complete();
    }

    private async Task TellAsync()
    {
        await foreach (var group in _committed.Reader.ReadAllAsync())
        {
            foreach (var write in group)
                Complete(write);
        }
    }

    private async Task CommitAsync(SqliteSession session, List<SqliteWrite> group)
    {
        if (_fault is not null)
        {
            group.ForEach(write => write.Fail(Broken));
            return;
        }

        try
        {
            session.Begin();
        }
        catch (SqliteException exception)
        {
            // Somebody else holds the lock: no write is to blame, and each alone would wait as long again as all of them did.
            NoteFault(exception);
            Fail(group, exception);
            return;
        }

        try
        {
            foreach (var write in group)
                await write.ExecuteAsync(session);
            session.Commit();
            StoreMetrics.CommitWrites.Record(group.Count);
        }
        catch (Exception exception)
        {
            session.RollBack();
            NoteFault(exception);
            if (group.Count == 1 || _fault is not null)
            {
                Fail(group, exception);
                return;
            }

            // One bad write must not fail its neighbours: each once more, alone.
            foreach (var write in group)
                await CommitAsync(session, [write]);
            return;
        }

        await _committed.Writer.WriteAsync([.. group]);
    }

    private void Complete(SqliteWrite write)
    {
        try
        {
            write.Complete();
        }
        catch (Exception exception)
        {
            LogObserverFailed(exception);
        }
    }

    private void Fail(List<SqliteWrite> group, Exception exception)
    {
        LogWriteFailed(group.Count, exception);
        var error = FindCause(exception) is { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL }
            ? new Error(ErrorCode.StorageFull, "The disk is full.")
            : new Error(ErrorCode.Unavailable, "The message store could not be written to.", TimeSpan.FromSeconds(1));
        group.ForEach(write => write.Fail(error));
    }

    /// <summary>
    /// After an I/O error nobody knows which pages reached the disk, and the kernel reports a failed sync only once: to go on could ack what
    /// is not there. A restart reads the log afresh.
    /// </summary>
    private void NoteFault(Exception exception)
    {
        if (FindCause(exception) is not { SqliteErrorCode: SQLitePCL.raw.SQLITE_IOERR } failure)
            return;
        _fault = $"The database could not be written to (SQLite error {failure.SqliteExtendedErrorCode}). Check the disk, then restart the server.";
        LogBroken(failure.SqliteExtendedErrorCode);
    }

    /// <summary>What SQLite said; EF Core wraps it in an exception of its own.</summary>
    private static SqliteException? FindCause(Exception? exception)
    {
        while (exception is not null and not SqliteException)
            exception = exception.InnerException;
        return (SqliteException?)exception;
    }
}
