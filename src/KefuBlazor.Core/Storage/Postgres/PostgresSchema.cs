using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>Comes to a database that may be used, and migrates it.</summary>
internal sealed partial class PostgresSchema(
    PostgresDatabaseOptions options, NpgsqlDataSource dataSource, PostgresContextFactory contexts, ILogger<PostgresSchema> logger)
{
    /// <summary>How long the start waits for a server that is starting, too.</summary>
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(30);

    /// <summary>How long a node waits for another that migrates, and a migration may take.</summary>
    private static readonly TimeSpan MigratesWithin = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <exception cref="InvalidOperationException">There is no such database, or it would not do.</exception>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken);
        try
        {
            await CheckServerAsync(connection, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes or migrates the schema. Of two nodes that start at once one does, and the other waits and finds it done.</summary>
    /// <param name="connection">What the lock is held on, and ends with.</param>
    /// <param name="before">What to look at first, under the lock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task MigrateAsync(NpgsqlConnection connection, Func<Task> before, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({PostgresLocks.Migration})", cancellationToken);
        try
        {
            await before();
            await using var context = contexts.CreateForMigration();
            context.Database.SetCommandTimeout(MigratesWithin);
            await context.MigrateWhereBehindAsync(cancellationToken);
        }
        finally
        {
            await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({PostgresLocks.Migration})", CancellationToken.None);
        }
    }

    public static async Task<bool> IsReadOnlyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on'", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, FormattableString sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.ToString(CultureInfo.InvariantCulture), connection);
        command.CommandTimeout = (int)MigratesWithin.TotalSeconds;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task CheckServerAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (connection.PostgreSqlVersion.Major < 13)
            throw new InvalidOperationException($"PostgreSQL {connection.PostgreSqlVersion} is too old. Use 13 or later.");
        await using var command = new NpgsqlCommand("SHOW server_encoding", connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is not "UTF8")
        {
            throw new InvalidOperationException(
                "The database is not in UTF8, and cannot hold every text. Make it by: CREATE DATABASE kefu ENCODING 'UTF8' TEMPLATE template0;");
        }

        if (await IsReadOnlyAsync(connection, cancellationToken))
        {
            throw new InvalidOperationException(
                $"PostgreSQL takes no writes: it is a standby, or its transactions are read-only by default. Name the primary in {options.Setting}.");
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AnswersWithin);
        while (true)
        {
            try
            {
                return await dataSource.OpenConnectionAsync(cancellationToken);
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
            {
                throw new InvalidOperationException(
                    $"There is no database {options.Database}. Make it by: CREATE DATABASE {options.Database} ENCODING 'UTF8' TEMPLATE template0;");
            }
            catch (NpgsqlException exception) when (PostgresErrors.FailureOf(exception) == PostgresFailure.Lost && !limit.IsCancellationRequested)
            {
                LogWaiting(exception.Message);
            }
            catch (NpgsqlException exception)
            {
                throw new InvalidOperationException(
                    $"PostgreSQL cannot be reached: {exception.Message} Look at {options.Setting}, and whether it runs.", exception);
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    [LoggerMessage(1840, LogLevel.Warning, "PostgreSQL does not answer yet: {Why}")]
    private partial void LogWaiting(string why);
}
