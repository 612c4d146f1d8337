using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>
/// Small writes of one kind, many at once: a loop takes all that wait and stores them in one transaction of a few round trips. While that
/// one commits the next group gathers, which is what makes groups grow with the load.
/// </summary>
/// <param name="dataSource">Where the loop's one connection comes from.</param>
/// <param name="store">Stores a group in one transaction and completes each of it, or throws and has stored nothing.</param>
/// <param name="logger">The store's own.</param>
internal sealed partial class PostgresGroups<TItem, TResult>(
    NpgsqlDataSource dataSource, Func<NpgsqlConnection, IReadOnlyList<TItem>, Task> store, ILogger logger) : IAsyncDisposable
    where TItem : PostgresGrouped<TResult>
{
    /// <summary>Bounds how long the first of a group waits for the last, and how long its conversations are locked.</summary>
    private const int MostPerCommit = 512;

    /// <summary>Bounds memory where the database cannot follow: beyond it a write is refused, and its caller tries again.</summary>
    private const int MostWaiting = 20_000;

    private static readonly Error Overloaded = new(ErrorCode.Unavailable, "Too many writes wait for the database.", TimeSpan.FromSeconds(1));
    private static readonly Error Stopped = new(ErrorCode.Unavailable, "The server is stopping.", TimeSpan.FromSeconds(1));

    private readonly Channel<TItem> _queue = Channel.CreateBounded<TItem>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Lock _starting = new();
    private Task? _loop;
    private NpgsqlConnection? _connection;

    /// <summary>Returns after the commit of the group that holds it.</summary>
    public Task<Result<TResult>> AddAsync(TItem item, CancellationToken cancellationToken)
    {
        Start();
        if (!_queue.Writer.TryWrite(item))
            return Task.FromResult<Result<TResult>>(_queue.Reader.Completion.IsCompleted ? Stopped : Overloaded);
        return item.Outcome.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // What was taken is still stored: its callers wait for it.
        _queue.Writer.TryComplete();
        if (_loop is { } loop)
            await loop;
        if (_connection is not null)
            await _connection.DisposeAsync();
    }

    private void Start()
    {
        if (_loop is not null)
            return;
        lock (_starting)
            _loop ??= Task.Run(RunAsync);
    }

    private async Task RunAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            var group = new List<TItem>();
            while (group.Count < MostPerCommit && _queue.Reader.TryRead(out var item))
                group.Add(item);
            await StoreAsync(group);
        }
    }

    private async Task StoreAsync(List<TItem> group)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                _connection ??= await dataSource.OpenConnectionAsync();
                await store(_connection, group);
                return;
            }
            catch (Exception exception)
            {
                var failure = PostgresErrors.FailureOf(exception);
                if (_connection is { FullState: not System.Data.ConnectionState.Open } || failure == PostgresFailure.Unknown)
                    await ForgetConnectionAsync();
                if (IsOfOne(failure) && group.Count > 1)
                    break;
                if (!PostgresErrors.MayRunAgain(failure, tries))
                {
                    LogNotStored(group.Count, tries, failure, exception);
                    group.ForEach(item => item.Fail(PostgresErrors.ToError(failure)));
                    return;
                }
            }

            await Task.Delay(PostgresErrors.PauseAfter(tries));
        }

        // One bad write must not fail its neighbours: each once more, alone.
        foreach (var item in group)
            await StoreAsync([item]);
    }

    /// <summary>Whether one write may be to blame; a lost connection or a full disk would fail each of them again.</summary>
    private static bool IsOfOne(PostgresFailure failure) => failure is PostgresFailure.Taken or PostgresFailure.Other;

    private async Task ForgetConnectionAsync()
    {
        if (_connection is not { } connection)
            return;
        _connection = null;
        try
        {
            await connection.DisposeAsync();
        }
        catch (NpgsqlException)
        {
            // It is broken already.
        }
    }
}
