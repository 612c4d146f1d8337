using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>
/// Asks the database for the time, at the start and then now and then: a monotonic clock runs a little fast or slow, and stands still while
/// its machine is suspended. While the database is away the time goes on by the last answer.
/// </summary>
internal sealed partial class DatabaseClock(NpgsqlDataSource dataSource, DatabaseTimeProvider time, ILogger<DatabaseClock> logger) : BackgroundService
{
    internal static readonly TimeSpan AskedEvery = TimeSpan.FromSeconds(10);

    /// <summary>The quickest answer says it best.</summary>
    private const int Questions = 4;

    private static readonly TimeSpan Noteworthy = TimeSpan.FromSeconds(1);

    public async Task AskAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        ClockSample? best = null;
        for (var question = 0; question < Questions; question++)
        {
            var sample = await AskOnceAsync(connection, cancellationToken);
            if (best is null || sample.Error < best.Error)
                best = sample;
        }

        var change = time.Set(best!);
        if (change.Duration() >= Noteworthy)
            LogChanged(change);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(AskedEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await using var connection = await dataSource.OpenConnectionAsync(stoppingToken);
                    await AskAsync(connection, stoppingToken);
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    LogFailed(exception);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task<ClockSample> AskOnceAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Not now(), which is when the transaction began.
        await using var command = new NpgsqlCommand("SELECT clock_timestamp()", connection);
        var asked = time.GetTimestamp();
        var said = (DateTime)(await command.ExecuteScalarAsync(cancellationToken))!;
        var answered = time.GetTimestamp();
        return new ClockSample(said, asked + ((answered - asked) / 2), time.GetElapsedTime(asked, answered) / 2);
    }

    [LoggerMessage(1845, LogLevel.Warning, "The time of day is the database's, {Change} from what it was here until now")]
    private partial void LogChanged(TimeSpan change);

    [LoggerMessage(1846, LogLevel.Debug, "The database was not asked for the time")]
    private partial void LogFailed(Exception exception);
}
