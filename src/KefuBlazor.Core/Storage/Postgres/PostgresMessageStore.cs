using System.Threading.Channels;
using KefuBlazor.Core.Messages;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>
/// The message path on PostgreSQL: a loop takes all messages that wait and stores them in one transaction of a few round trips. While that
/// one commits the next group gathers, which is what makes groups grow with the load.
/// </summary>
internal sealed partial class PostgresMessageStore(
    NpgsqlDataSource dataSource,
    PostgresContextFactory contexts,
    PostgresCommits commits,
    MessageReader reader,
    ILogger<PostgresMessageStore> logger) : IMessageStore, IAsyncDisposable
{
    /// <summary>Bounds how long the first of a group waits for the last, and how long its conversations are locked.</summary>
    private const int MostPerCommit = 512;

    /// <summary>Bounds memory where the database cannot follow: beyond it a message is refused, and its sender tries again.</summary>
    private const int MostWaiting = 20_000;

    private static readonly Error Overloaded = new(ErrorCode.Unavailable, "Too many messages wait for the database.", TimeSpan.FromSeconds(1));
    private static readonly Error Stopped = new(ErrorCode.Unavailable, "The server is stopping.", TimeSpan.FromSeconds(1));

    private readonly Channel<PostgresAppend> _queue = Channel.CreateBounded<PostgresAppend>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private readonly Lock _starting = new();
    private Task? _loop;
    private NpgsqlConnection? _connection;

    public Task<Result<AppendedMessage>> AppendAsync(
        NewMessage message, Action<AppendedMessage> committed, CancellationToken cancellationToken)
    {
        Start();
        var append = new PostgresAppend(message, committed);
        if (!_queue.Writer.TryWrite(append))
            return Task.FromResult<Result<AppendedMessage>>(_queue.Reader.Completion.IsCompleted ? Stopped : Overloaded);
        return append.Outcome.WaitAsync(cancellationToken);
    }

    public Task<Message?> FindAsync(string senderId, string clientId, CancellationToken cancellationToken) =>
        reader.FindAsync(senderId, clientId, cancellationToken);

    public Task<HistoryPage> ReadAsync(string conversationId, HistoryQuery query, CancellationToken cancellationToken) =>
        reader.ReadAsync(conversationId, query, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // What was taken is still stored: its senders wait for it.
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
            var group = new List<PostgresAppend>();
            while (group.Count < MostPerCommit && _queue.Reader.TryRead(out var append))
                group.Add(append);
            await StoreAsync(group);
        }
    }

    private async Task StoreAsync(List<PostgresAppend> group)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                _connection ??= await dataSource.OpenConnectionAsync();
                await new PostgresAppendTransaction(_connection, contexts, commits, group).RunAsync();
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
                    group.ForEach(append => append.Fail(PostgresErrors.ToError(failure)));
                    return;
                }
            }

            await Task.Delay(PostgresErrors.PauseAfter(tries));
        }

        // One bad message must not fail its neighbours: each once more, alone.
        foreach (var append in group)
            await StoreAsync([append]);
    }

    /// <summary>Whether one message may be to blame; a lost connection or a full disk would fail each of them again.</summary>
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
