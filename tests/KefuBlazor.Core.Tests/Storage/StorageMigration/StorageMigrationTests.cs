using System.Reflection;
using System.Text.Json;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Storage;
using KefuBlazor.Core.Storage.Rows;
using KefuBlazor.Core.Storage.StorageMigration;
using KefuBlazor.Core.Tests.Storage.Postgres;
using KefuBlazor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Tests.Storage.StorageMigration;

public sealed class StorageMigrationTests : IAsyncLifetime
{
    /// <summary>Who does the jobs is found anew; bytes are in the database on PostgreSQL only.</summary>
    private static readonly Type[] NotCopied = [typeof(LeaseRow), typeof(AttachmentChunkRow)];

    private SmallInstallation _installation = null!;
    private PostgresServer _server = null!;
    private string _database = null!;
    private string _target = null!;

    public async Task InitializeAsync()
    {
        _installation = await SmallInstallation.MakeAsync();
        _server = await PostgresHosts.Server;
        _database = await _server.CreateDatabaseAsync();
        _target = _server.ConnectionString(_database);
    }

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task MigrateAsync_OddData_CopiesEveryEntityOfTheModel()
    {
        Dictionary<string, List<string>> before = [];
        await _installation.WriteAsync(async core => before = await ReadAllAsync(core));
        Assert.All(before, table => Assert.True(table.Value.Count > 0, $"No row of {table.Key} is there: add one to {nameof(SmallInstallation)}."));

        var report = await _installation.MigrateAsync(_target);
        await using var moved = await StartAsync();
        var after = await ReadAllAsync(moved);
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(before, table => Assert.Equal(table.Value, after[table.Key]));
        Assert.Equal((before.Values.Sum(rows => rows.Count), false), (report.Rows, report.WentOn));
    }

    [Fact]
    public async Task MigrateAsync_Afterwards_ConversationsGoOnAndPostgresNumbersOn()
    {
        await _installation.MigrateAsync(_target);
        await using var moved = await StartAsync();
        var again = await moved.Messages.SendAsync(new OutgoingMessage(_installation.Customer, "m1", null, "text"));
        Assert.True(again.Value.Duplicate);
        var next = await moved.SendAsync(_installation.Customer, "next");
        Assert.Equal((_installation.Open.Id, SmallInstallation.Messages + 2), (next.ConversationId, next.Seq));

        await moved.AcceptAsync(_installation.Agent, _installation.Waiting.Id); // a row with a number of PostgreSQL's
        await using var context = await moved.OpenContextAsync();
        var numbers = await context.ConversationEvents.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync();
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
        context.DataProtectionKeys.Add(new() { Xml = "<key/>" });
        await context.SaveChangesAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task MigrateAsync_EndedInTheMiddle_KeepsServersOffAndGoesOn(bool cancelled)
    {
        await EndInTheMiddleAsync(cancelled);
        await using (var server = CoreHost.StartStopped(PostgresHosts.Settings(_target)))
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(server.PrepareAsync);
            Assert.Contains("Run the command migrate-storage again", refused.Message, StringComparison.Ordinal);
        }

        var copied = 0;
        var report = await _installation.MigrateAsync(_target, at => copied += at is { Phase: MigrationPhase.Copying, Table: "messages" } ? 1 : 0);
        Assert.True(report.WentOn);
        Assert.Equal(SmallInstallation.Messages + 3, report.Messages);
        Assert.InRange(copied, 1, 7); // of nine batches: the first ones were there
        await using var moved = await StartAsync();
        await moved.SendAsync(_installation.Customer, "next");
    }

    [Theory]
    [InlineData("UPDATE messages SET content = content || '.' WHERE seq = 2", "messages.content")]
    [InlineData("DELETE FROM messages WHERE seq = 2", "messages")]
    [InlineData("UPDATE conversations SET last_seq = last_seq + 1", "conversations.last_seq")]
    [InlineData("UPDATE accounts SET must_change_password = NOT must_change_password", "accounts.must_change_password")]
    [InlineData("UPDATE customers SET created_at = created_at + interval '1 millisecond'", "customers.created_at")]
    public async Task MigrateAsync_OfWhatSomebodyTamperedWith_SaysWhatAndBeginsAnew(string tamper, string named)
    {
        await EndInTheMiddleAsync(cancelled: true);
        await _server.ExecuteAsync(tamper, _database);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => _installation.MigrateAsync(_target));
        Assert.Contains("not the same: " + named, refused.Message, StringComparison.Ordinal);
        Assert.Contains("begins anew", refused.Message, StringComparison.Ordinal);
        Assert.False((await _installation.MigrateAsync(_target)).WentOn);
    }

    [Fact]
    public async Task MigrateAsync_OfAnInstallationThatWentOnSince_BeginsAnew()
    {
        await EndInTheMiddleAsync(cancelled: true);
        await _installation.WriteAsync(async core =>
        {
            await core.SendAsync(_installation.Customer, "later");
            await using var context = await core.OpenContextAsync();
            await context.Conversations.Where(row => row.Id == _installation.Closed.Id).ExecuteDeleteAsync(); // as retention does
        });
        var report = await _installation.MigrateAsync(_target);
        Assert.Equal((false, 2, SmallInstallation.Messages + 3), (report.WentOn, report.Conversations, report.Messages));
    }

    [Fact]
    public async Task MigrateAsync_IntoAnInstallation_IsRefused()
    {
        await _installation.MigrateAsync(_target);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => _installation.MigrateAsync(_target));
        Assert.Contains("holds an installation already", refused.Message, StringComparison.Ordinal);
        Assert.Contains("CREATE DATABASE", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MigrateAsync_IntoAnUnfinishedCopyOfAnother_IsRefused()
    {
        await EndInTheMiddleAsync(cancelled: true);
        await using var other = await SmallInstallation.MakeAsync();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => other.MigrateAsync(_target));
        Assert.Contains("another installation", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MigrateAsync_WhileAServerRuns_IsRefused() => await _installation.WriteAsync(async core =>
    {
        await core.SendAsync(_installation.Customer, "now");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => _installation.MigrateAsync(_target));
        Assert.Contains("Stop the server first", refused.Message, StringComparison.Ordinal);
    });

    [Fact]
    public async Task MigrateAsync_WhileItCopies_NoServerStartsOnSqlite()
    {
        var tried = false;
        await _installation.MigrateAsync(_target, _ =>
        {
            if (tried)
                return;
            tried = true;
            Assert.ThrowsAny<Exception>(() => _installation.WriteAsync(_ => Task.CompletedTask).GetAwaiter().GetResult());
        });
        Assert.True(tried);
    }

    [Fact]
    public async Task MigrateAsync_DataOfAnotherVersion_IsRefused()
    {
        await _installation.WriteAsync(async core =>
        {
            await using var context = await core.OpenContextAsync();
            await context.Database.ExecuteSqlAsync($"UPDATE __EFMigrationsHistory SET MigrationId = MigrationId || 'x'");
        });
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => _installation.MigrateAsync(_target));
        Assert.Contains("another version", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Data Source=data/kefu.db")]
    [InlineData("Host=a;Password=hush")]
    public async Task MigrateAsync_WrongTarget_NamesTheOptionAndNoPassword(string target)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => _installation.MigrateAsync(target));
        Assert.StartsWith("--to", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refused.Message, StringComparison.Ordinal);
    }

    private async Task EndInTheMiddleAsync(bool cancelled)
    {
        using var enough = new CancellationTokenSource();
        var copying = _installation.MigrateAsync(
            _target,
            at =>
            {
                if (at is not { Table: "messages", Rows: >= 20 })
                    return;
                if (cancelled)
                    enough.Cancel();
                else
                    _server.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_database}'").GetAwaiter().GetResult();
            },
            enough.Token);
        if (cancelled)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => copying);
        else
            Assert.Contains("run the command again", (await Assert.ThrowsAsync<InvalidOperationException>(() => copying)).Message, StringComparison.Ordinal);
    }

    private Task<CoreHost> StartAsync() => CoreHost.StartAsync(PostgresHosts.Settings(_target));

    /// <summary>Every entity of the model that lasts, as the program reads it.</summary>
    private static async Task<Dictionary<string, List<string>>> ReadAllAsync(CoreHost core)
    {
        await using var context = await core.OpenContextAsync();
        var read = typeof(StorageMigrationTests).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!;
        return context.Model.GetEntityTypes().Select(entity => entity.ClrType).Except(NotCopied).ToDictionary(
            type => type.ToString(), type => (List<string>)read.MakeGenericMethod(type).Invoke(null, [context])!);
    }

    private static List<string> Read<T>(KefuDbContext context)
        where T : class => [.. context.Set<T>().AsNoTracking().AsEnumerable().Select(row => JsonSerializer.Serialize(row)).Order(StringComparer.Ordinal)];
}
