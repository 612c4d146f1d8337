using System.Globalization;
using KefuBlazor.Core.Storage;
using KefuBlazor.Core.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Tests.Storage.Sqlite;

public sealed class SqliteDatabaseTests : IAsyncLifetime
{
    private CoreHost _core = null!;

    public async Task InitializeAsync() => _core = await CoreHost.StartAsync(Scenarios.Unlimited);

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task CreateDbContext_EveryPooledConnection_KeepsWhatItCommits()
    {
        // Open at once, so that they are ten connections; then again, so that they come from the pool.
        for (var round = 0; round < 2; round++)
        {
            var contexts = new List<KefuDbContext>();
            for (var n = 0; n < 10; n++)
            {
                var context = await _core.OpenContextAsync();
                await context.Database.OpenConnectionAsync();
                contexts.Add(context);
            }

            foreach (var context in contexts)
            {
                Assert.Equal(("2", "wal", "1", "5000"), await PragmasAsync(context));
                await context.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task WriteAsync_WritersConnection_KeepsWhatItCommits()
    {
        var found = await _core.Get<IWriteQueue>().WriteAsync<(string, string, string, string)>(
            async (context, _) => await PragmasAsync(context));
        Assert.Equal(("2", "wal", "1", "5000"), found.Value);
    }

    [Theory]
    [InlineData("PRAGMA synchronous=NORMAL", "synchronous")]
    [InlineData("PRAGMA foreign_keys=OFF", "foreign_keys")]
    [InlineData("PRAGMA busy_timeout=0", "busy_timeout")]
    [InlineData("PRAGMA journal_mode=DELETE", "journal_mode")]
    public void Assert_OneSettingIsWrong_SaysWhich(string pragma, string name)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_core.Folder, "other.db")};Pooling=False");
        connection.Open();
        SqlitePragmas.Apply(connection);
        SqlitePragmas.Assert(connection);
        using var command = connection.CreateCommand();
        command.CommandText = pragma;
        command.ExecuteNonQuery();
        Assert.Contains(name, Assert.Throws<InvalidOperationException>(() => SqlitePragmas.Assert(connection)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrepareAsync_NewDatabase_HasMessagesWithoutRowid()
    {
        await using var context = await _core.OpenContextAsync();
        var sql = await context.Database.SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE name = 'messages'").SingleAsync();
        Assert.EndsWith("WITHOUT ROWID", sql.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ux_conversations_open", "WHERE status <> 2")]
    [InlineData("ux_messages_client_sender", "UNIQUE")]
    [InlineData("ux_customers_token_hash", "UNIQUE")]
    public async Task PrepareAsync_NewDatabase_HasTheIndexesThatKeepThePromises(string index, string says)
    {
        await using var context = await _core.OpenContextAsync();
        var sql = await context.Database.SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE name = {index}").SingleAsync();
        Assert.StartsWith("CREATE UNIQUE", sql, StringComparison.Ordinal);
        Assert.Contains(says, sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrepareAsync_MessagesTable_HasTheColumnsThatTheModelHas()
    {
        // The migration writes this table by hand, so the snapshot cannot vouch for it.
        await using var context = await _core.OpenContextAsync();
        var columns = await context.Database
            .SqlQuery<string>($"SELECT name || ' ' || type || ' ' || \"notnull\" AS Value FROM pragma_table_info('messages')").ToListAsync();
        var table = context.Model.GetRelationalModel().FindTable("messages", null)!;
        Assert.Equal(
            table.Columns.Select(column => $"{column.Name} {column.StoreType} {(column.IsNullable ? 0 : 1)}").Order(), columns.Order());
    }

    [Fact]
    public async Task Model_AgainstTheMigrations_HasNoPendingChanges()
    {
        await using var context = await _core.OpenContextAsync();
        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task PrepareAsync_Again_ChangesNothing()
    {
        var customer = await _core.AddCustomerAsync();
        await _core.SendAsync(customer, "m1");
        await _core.Get<IDatabase>().PrepareAsync();
        await using var context = await _core.OpenContextAsync();
        Assert.Equal(1, await context.Messages.CountAsync());
    }

    [Fact]
    public async Task FindFaultAsync_Healthy_IsNull() => Assert.Null(await _core.Get<IDatabase>().FindFaultAsync());

    [Fact]
    public async Task MessagesAndOpenConversation_WrittenPastTheQueue_AreStillUnique()
    {
        // The promises stand in the schema, whatever code comes later.
        var customer = await _core.AddCustomerAsync();
        await _core.SendAsync(customer, "m1");
        await using var context = await _core.OpenContextAsync();
        await ThrowsUniqueAsync($"""
            INSERT INTO messages (conversation_id, seq, client_id, sender_type, sender_id, sender_name, content, sent_at)
            SELECT conversation_id, 2, client_id, sender_type, sender_id, sender_name, content, sent_at FROM messages
            """);
        await ThrowsUniqueAsync($"""
            INSERT INTO messages (conversation_id, seq, client_id, sender_type, sender_id, sender_name, content, sent_at)
            SELECT conversation_id, seq, 'm2', sender_type, sender_id, sender_name, content, sent_at FROM messages
            """);
        await ThrowsUniqueAsync($"""
            INSERT INTO conversations (id, customer_id, status, last_seq, delivered_customer, delivered_agent, read_customer, read_agent, opened_at, version)
            SELECT 'other', customer_id, 1, 0, 0, 0, 0, 0, opened_at, 1 FROM conversations
            """);

        async Task ThrowsUniqueAsync(FormattableString sql)
        {
            var thrown = await Assert.ThrowsAsync<SqliteException>(() => context.Database.ExecuteSqlAsync(sql));
            Assert.Equal(SQLitePCL.raw.SQLITE_CONSTRAINT, thrown.SqliteErrorCode);
        }
    }

    private static async Task<(string Synchronous, string Journal, string ForeignKeys, string Busy)> PragmasAsync(KefuDbContext context)
    {
        return (await ReadAsync("synchronous"), await ReadAsync("journal_mode"), await ReadAsync("foreign_keys"), await ReadAsync("busy_timeout"));

        async Task<string> ReadAsync(string name)
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA " + name;
            return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
        }
    }
}
