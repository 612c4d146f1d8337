using System.Globalization;
using Microsoft.Data.Sqlite;

namespace KefuBlazor.Benchmarks.Circuits;

/// <summary>Accounts for a hundred agents: copies of one of those to try the system with, password and all.</summary>
internal static class ManyAgents
{
    public const string Password = "123456";

    // Status 0: online.
    private const string Statements =
        """
        CREATE TEMP TABLE n (i INTEGER, id TEXT);
        WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < $count) INSERT INTO n SELECT i, printf('desk%03d', i) FROM c;

        INSERT INTO accounts (id, must_change_password, user_name, normalized_user_name, email, normalized_email, email_confirmed, password_hash, security_stamp,
          concurrency_stamp, phone_number, phone_number_confirmed, two_factor_enabled, lockout_end, lockout_enabled, access_failed_count)
        SELECT n.id, 0, n.id, upper(n.id), NULL, NULL, 0, a.password_hash, a.security_stamp, a.concurrency_stamp, NULL, 0, 0, NULL, 0, 0
        FROM accounts a, n WHERE a.id = 'kefu001';

        INSERT INTO account_roles (user_id, role_id) SELECT n.id, r.role_id FROM account_roles r, n WHERE r.user_id = 'kefu001';

        INSERT INTO agents (id, name, avatar_url, status, last_assigned_at) SELECT n.id, '客服 ' || n.i, NULL, 0, NULL FROM n;
        """;

    /// <summary>Their user names.</summary>
    public static IReadOnlyList<string> Names(int count) =>
        [.. Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"desk{number:000}"))];

    /// <param name="database">Of a server that has made its own accounts.</param>
    /// <param name="count">How many.</param>
    public static void Add(string database, int count)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = Statements;
        command.Parameters.AddWithValue("$count", count);
        command.ExecuteNonQuery();
        transaction.Commit();
    }
}
