using Microsoft.Data.Sqlite;

namespace KefuBlazor.Core.Storage.Sqlite;

/// <summary>A connection that is alone with the database until it is closed: no server runs on it, and none can start.</summary>
internal static class SqliteExclusive
{
    /// <summary>Opens it, with everything in the log written to the file.</summary>
    /// <exception cref="InvalidOperationException">Somebody else has the database open.</exception>
    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        try
        {
            connection.Open();

            // In WAL mode this lock is given only to the one who is alone with the database, and kept for as long as the connection is.
            Execute(connection, "PRAGMA busy_timeout=0");
            Execute(connection, "PRAGMA locking_mode=EXCLUSIVE");
            Execute(connection, "BEGIN EXCLUSIVE");
            Execute(connection, "COMMIT");
            Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            return connection;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            connection.Dispose();
            throw new InvalidOperationException($"{file} is in use. Stop the server first.", exception);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
