using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace KefuBlazor.Core.Storage.Sqlite;

/// <summary>
/// The settings that the promise "acked is on disk" rests on. SQLite keeps most of them per connection, so each connection is set as it opens.
/// </summary>
internal static class SqlitePragmas
{
    /// <summary>What every connection must say of itself.</summary>
    private static readonly (string Name, string Wanted)[] Required =
    [
        ("journal_mode", "wal"),
        ("synchronous", "2"), // FULL: a commit returns after fsync; NORMAL loses acked messages in a power cut
        ("foreign_keys", "1"),
        ("busy_timeout", "5000"),
    ];

    /// <summary>
    /// How large the log grows, in pages of 4 KB, before what is in it is written to the database as well. A page that many messages change
    /// is written once for all of them: with the 1000 pages of SQLite's default a lone writer stored 25 000 messages a second, with these
    /// 31 000. To write so many takes some 15 ms, in which no message is acked.
    /// </summary>
    private const int PagesOfLog = 8000;

    /// <summary>
    /// What the writer keeps of the database in memory, in KB. New messages go to the ends of a few indexes, but their conversations and names
    /// lie anywhere in theirs: with the 2 MB of SQLite's default 6 % of the samples of a profile of the relay went into reading those pages
    /// from the system's cache again and again, with 32 MB 1 %. Half of that is kept: it fills slowly, and with all of it a soak's memory grew
    /// by 67 MB after its warm-up, with half by 46. Readers, of whom there are many, keep the default.
    /// </summary>
    private const int WritersCacheKilobytes = 16 * 1024;

    public static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000; PRAGMA wal_autocheckpoint={PagesOfLog};";
        command.ExecuteNonQuery();
    }

    /// <summary>As <see cref="Apply"/>, for the one connection that writes.</summary>
    public static void ApplyToWriter(DbConnection connection)
    {
        Apply(connection);
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA cache_size=-{WritersCacheKilobytes}";
        command.ExecuteNonQuery();
    }

    /// <exception cref="InvalidOperationException">The connection would not keep what is committed on it.</exception>
    public static void Assert(DbConnection connection)
    {
        foreach (var (name, wanted) in Required)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA {name}";
            var found = Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
            if (found != wanted)
            {
                throw new InvalidOperationException(
                    $"SQLite says {name}={found} where {wanted} is needed to keep every acknowledged message. "
                    + "Is the database on a file system without shared memory (a network share)? Put it on a local disk.");
            }
        }
    }
}

/// <summary>Sets each connection that EF Core opens, once: from the pool it comes with its settings.</summary>
internal sealed class SqlitePragmaInterceptor : DbConnectionInterceptor
{
    // What stands behind a SqliteConnection, and outlives it in the pool.
    private readonly ConditionalWeakTable<sqlite3, object> _set = [];

    public static SqlitePragmaInterceptor Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        if (_set.TryGetValue(handle, out _))
            return;
        SqlitePragmas.Apply(connection);
        _set.TryAdd(handle, handle);
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
