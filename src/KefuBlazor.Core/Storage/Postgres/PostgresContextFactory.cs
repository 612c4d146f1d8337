using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>Makes contexts: to read, to write, and on a connection that is there already.</summary>
internal sealed class PostgresContextFactory(NpgsqlDataSource dataSource, ILoggerFactory loggers) : IDbContextFactory<KefuDbContext>
{
    // A read, and what Identity does by itself, is tried again where the connection broke: a restart of PostgreSQL is no error of a page.
    private readonly DbContextOptions<PostgresDbContext> _reading = new DbContextOptionsBuilder<PostgresDbContext>()
        .UseLoggerFactory(loggers)
        .UseNpgsql(dataSource, npgsql => npgsql.EnableRetryOnFailure(4, TimeSpan.FromSeconds(1), null))
        .Options;

    private readonly DbContextOptions<PostgresDbContext> _writing = new DbContextOptionsBuilder<PostgresDbContext>()
        .UseLoggerFactory(loggers)
        .UseNpgsql(dataSource)
        .Options;

    public KefuDbContext CreateDbContext() => new PostgresDbContext(_reading);

    /// <summary>For a transaction of the caller's own, which is the caller's to try again.</summary>
    public PostgresDbContext CreateForWrite() => Transactional(new PostgresDbContext(_writing));

    /// <summary>For migrations, which manage their transactions themselves.</summary>
    public PostgresDbContext CreateForMigration() => new(_writing);

    /// <summary>For a part of a transaction that runs on this connection. Neither is ended with the context.</summary>
    public async Task<PostgresDbContext> CreateOnAsync(NpgsqlTransaction transaction)
    {
        var options = new DbContextOptionsBuilder<PostgresDbContext>()
            .UseLoggerFactory(loggers)
            .UseNpgsql(transaction.Connection!)
            .Options;
        var context = Transactional(new PostgresDbContext(options));
        await context.Database.UseTransactionAsync(transaction);
        return context;
    }

    private static PostgresDbContext Transactional(PostgresDbContext context)
    {
        // The whole transaction is what is tried again, so that savepoints would only cost round trips.
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        context.Database.AutoSavepointsEnabled = false;
        return context;
    }
}
