using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>The settings that the promise "acked is on disk" rests on. Roles and databases may have their own, so each connection is asked.</summary>
internal static class PostgresSettings
{
    private const string Query =
        "SELECT current_setting('synchronous_commit'), current_setting('fsync'), current_setting('full_page_writes')";

    // A commit returns after the WAL is on this server's disk; remote_apply waits for standbys besides. What is less loses acked messages.
    private static readonly (string Name, string[] Enough)[] Required =
        [("synchronous_commit", ["on", "remote_apply"]), ("fsync", ["on"]), ("full_page_writes", ["on"])];

    /// <exception cref="InvalidOperationException">The connection would not keep what is committed on it.</exception>
    public static void Assert(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(Query, connection);
        using var reader = command.ExecuteReader();
        reader.Read();
        Check(reader);
    }

    /// <inheritdoc cref="Assert"/>
    public static async Task AssertAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Query, connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        Check(reader);
    }

    private static void Check(NpgsqlDataReader reader)
    {
        for (var index = 0; index < Required.Length; index++)
        {
            var (name, enough) = Required[index];
            var found = reader.GetString(index);
            if (!enough.Contains(found))
            {
                throw new InvalidOperationException(
                    $"PostgreSQL says {name}={found} where {enough[0]} is needed to keep every acknowledged message. "
                    + $"Run: ALTER SYSTEM SET {name} = {enough[0]}; SELECT pg_reload_conf(); "
                    + $"and undo what the role or the database says of it: ALTER ROLE … RESET {name}; ALTER DATABASE … RESET {name};");
            }
        }
    }
}
