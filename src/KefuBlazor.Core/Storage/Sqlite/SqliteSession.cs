using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage.Sqlite;

/// <summary>
/// The writer's one connection. Statements of the message path are prepared once; all else goes by EF Core on the same connection, and so
/// in the same transaction.
/// </summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly DbContextOptions<KefuDbContext> _options;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];
    private readonly Dictionary<string, SqliteStatement> _statements = [];

    /// <param name="connectionString">Of the database.</param>
    /// <param name="contexts">As those of all other contexts, so that EF Core makes its model and its services once.</param>
    public SqliteSession(string connectionString, DbContextOptions<KefuDbContext> contexts)
    {
        // Not pooled: its settings are made once and stay.
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        _connection.Open();
        SqlitePragmas.ApplyToWriter(_connection);
        _options = new DbContextOptionsBuilder<KefuDbContext>(contexts).UseSqlite(_connection).Options;
    }

    // Plain statements rather than a SqliteTransaction: prepared commands need not be told of each new transaction object.
    // IMMEDIATE takes the write lock at once: a transaction that reads first and locks later fails with SQLITE_BUSY and no wait.
    public void Begin() => Command("BEGIN IMMEDIATE").ExecuteNonQuery();

    public void Commit() => Command("COMMIT").ExecuteNonQuery();

    public void RollBack()
    {
        // Some errors (a full disk, an I/O error) have rolled back already, and a ROLLBACK would be an error of its own.
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle!) == 0)
            Command("ROLLBACK").ExecuteNonQuery();
    }

    /// <summary>A prepared statement, made at its first use; the caller sets every parameter's value.</summary>
    public SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        if (_prepared.TryGetValue(sql, out var command))
            return command;

        command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        _prepared.Add(sql, command);
        return command;
    }

    /// <summary>A statement of the message path, made at its first use; the caller binds every parameter.</summary>
    public SqliteStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements.Add(sql, statement = new SqliteStatement(_connection.Handle!, sql));
        return statement;
    }

    /// <summary>A context whose statements are part of the running transaction. The caller disposes it.</summary>
    public KefuDbContext CreateContext()
    {
        var context = new KefuDbContext(_options);
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        return context;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        foreach (var command in _prepared.Values)
            command.Dispose();
        _connection.Dispose();
    }
}
