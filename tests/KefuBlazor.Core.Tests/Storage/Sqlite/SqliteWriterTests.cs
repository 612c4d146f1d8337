using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Storage;
using KefuBlazor.Core.Storage.Rows;
using KefuBlazor.Core.Storage.Sqlite;
using KefuBlazor.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Tests.Storage.Sqlite;

/// <summary>Group commit, and what happens to a group when something in it, or below it, fails.</summary>
public sealed class SqliteWriterTests : IAsyncLifetime
{
    private CoreHost _core = null!;

    private SqliteWriter Writer => _core.Get<SqliteWriter>();

    // A statement gives up on a lock after a second, not after half a minute.
    public async Task InitializeAsync() => _core = await CoreHost.StartAsync(Scenarios.Unlimited, "Default Timeout=1");

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task WriteAsync_ManyWhileOneCommits_AreOneTransaction()
    {
        var customer = await _core.AddCustomerAsync();
        var commits = 0;
        await OnConnectionAsync(connection =>
            SQLitePCL.raw.sqlite3_commit_hook(connection.Handle, _ =>
            {
                commits++;
                return 0;
            },
            null));
        await using (await HoldAsync())
        {
            commits = 0;
            Gathered = SendMany(customer, 200);
        }

        await Task.WhenAll(Gathered);
        Assert.Equal(2, commits); // what held the writer, and all that gathered behind it
    }

    [Fact]
    public async Task WriteAsync_OneOfAGroupThrows_TheOthersAreStored()
    {
        var customer = await _core.AddCustomerAsync();
        Task<Result<int>> bad;
        Task<Result<int>> broken;
        await using (await HoldAsync())
        {
            var first = SendMany(customer, 5, "a");
            bad = WriteAsync<int>((SqliteSession _) => throw new InvalidOperationException("bad"), _ => Assert.Fail("told"), default);
            broken = Writer.WriteAsync<int>(
                WriteScope.Everything,
                async (context, stop) =>
                {
                    context.Customers.Add(new CustomerRow { Id = customer.Id, Name = "x", TokenHash = "x", CreatedAt = default });
                    await context.SaveChangesAsync(stop);
                    return 1;
                },
                null,
                default);
            Gathered = [.. first, .. SendMany(customer, 5, "b")];
        }

        Assert.Equal(ErrorCode.Unavailable, (await bad).Error?.Code);
        Assert.Equal(ErrorCode.Unavailable, (await broken).Error?.Code);
        var receipts = await Task.WhenAll(Gathered);
        Assert.Equal(Enumerable.Range(1, 10).Select(n => (long)n), receipts.Select(receipt => receipt.Value.Message.Seq));
        Assert.All(receipts, receipt => Assert.False(receipt.Value.Duplicate));
    }

    [Fact]
    public async Task WriteAsync_OneOfAGroupThrows_EventsAreToldOnceAndRising()
    {
        var customer = await _core.AddCustomerAsync();
        using var heard = _core.Listen(Audience.Customer(customer.Id));
        await using (await HoldAsync())
        {
            var first = SendMany(customer, 5, "a");
            _ = WriteAsync<int>((SqliteSession _) => throw new InvalidOperationException("bad"), null, default);
            Gathered = [.. first, .. SendMany(customer, 5, "b")];
        }

        await Task.WhenAll(Gathered);
        Assert.Equal(Enumerable.Range(1, 10).Select(n => (long)n), heard.Of<MessageAdded>().Select(added => added.Message.Seq));
        Assert.Single(heard.Of<ConversationChanged>());
    }

    [Fact]
    public async Task WriteAsync_WhatFollowsTheCommitThrows_IsStoredAndTheNextIsToo()
    {
        var stored = WriteAsync<int>(
            (SqliteSession _) => new ValueTask<Result<int>>(1), _ => throw new InvalidOperationException("observer"), default);
        Assert.Equal(1, (await Eventually.EndsAsync(stored, "The outcome of a write whose observer throws")).Value);
        await _core.SendAsync(await _core.AddCustomerAsync(), "m1");
    }

    [Fact]
    public async Task WriteAsync_LockedForAWhile_WaitsAndStoresOnce()
    {
        var customer = await _core.AddCustomerAsync();
        Task<Result<Receipt>>[] sends;
        await using (await LockAsync())
        {
            sends = SendMany(customer, 10);
            Assert.Equal(0, await CountAsync()); // reading goes on
            Assert.All(sends, send => Assert.False(send.IsCompleted));
        }

        Assert.All(await Task.WhenAll(sends), receipt => Assert.True(receipt.Succeeded, receipt.Error?.ToString()));
        Assert.Equal(10, await CountAsync());
    }

    [Fact]
    public async Task WriteAsync_LockedTooLong_FailsTheWholeGroupOnceAndARetryStoresOnce()
    {
        var customer = await _core.AddCustomerAsync();
        await OnConnectionAsync(connection => Execute(connection, "PRAGMA busy_timeout=50"));
        Task<Result<Receipt>>[] sends;
        await using (await HoldAsync())
            sends = SendMany(customer, 10);
        await Task.WhenAll(sends);

        var other = await _core.AddCustomerAsync();
        var before = await CountAsync();
        var started = System.Diagnostics.Stopwatch.StartNew();
        await using (await LockAsync())
        {
            // The first is tried at once, and the others gather behind it.
            sends = SendMany(other, 10);
            var refused = await Eventually.EndsAsync(Task.WhenAll(sends), "The refusal of what waits for a locked database");
            Assert.All(refused, receipt => Assert.Equal(ErrorCode.Unavailable, receipt.Error?.Code));
            Assert.All(refused, receipt => Assert.NotNull(receipt.Error!.RetryAfter));
        }

        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(6)); // two groups' waits, not ten writes'
        Assert.Equal(before, await CountAsync());
        Assert.All(await Task.WhenAll(SendMany(other, 10)), receipt => Assert.False(receipt.Value.Duplicate));
        Assert.Equal(before + 10, await CountAsync());
    }

    [Fact]
    public async Task SendAsync_DiskFull_IsStorageFullAndReadingGoesOnAndALaterRetrySucceeds()
    {
        var customer = await _core.AddCustomerAsync();
        await _core.SendAsync(customer, "m1");
        await LimitPagesAsync();
        var text = new string('长', 4000);
        var (n, last) = (1, default(Result<Receipt>));
        do
            last = await _core.Messages.SendAsync(new OutgoingMessage(customer, "m" + ++n, null, text));
        while (last.Succeeded && n < 50);

        Assert.Equal(ErrorCode.StorageFull, last.Error?.Code);
        Assert.Equal(n - 1, (await _core.SeeAsync((await _core.Conversations.CurrentOfAsync(customer.Id))!.Id)).LastSeq);
        Assert.Null(await _core.Get<IDatabase>().FindFaultAsync());

        await LimitPagesAsync(freed: true);
        Assert.Equal(n, (await _core.SendAsync(customer, "m" + n, content: text)).Seq);
    }

    [Fact]
    public async Task WriteAsync_DiskFullInWhatEfCoreWrites_IsStorageFullToo()
    {
        // A new conversation's row is EF Core's, which wraps what SQLite said.
        await LimitPagesAsync();
        var (n, last) = (0, default(Result<int>));
        do
        {
            n++;
            last = await _core.Get<IWriteQueue>().WriteAsync<int>(async (context, stop) =>
            {
                context.Customers.Add(new CustomerRow { Id = "customer_" + n, Name = new string('长', 4000), TokenHash = "h" + n, CreatedAt = default });
                return await context.SaveChangesAsync(stop);
            });
        }
        while (last.Succeeded && n < 50);

        Assert.Equal(ErrorCode.StorageFull, last.Error?.Code);
        await LimitPagesAsync(freed: true);
        await _core.SendAsync(await _core.AddCustomerAsync(), "m1");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WriteAsync_DiskFailed_TakesNoWritesAnyMoreAndSaysSo(bool wrapped)
    {
        // EF Core hides what SQLite said inside an exception of its own.
        var failure = new SqliteException("disk I/O error", SQLitePCL.raw.SQLITE_IOERR, SQLitePCL.raw.SQLITE_IOERR_FSYNC);
        var failed = await WriteAsync<int>(
            (SqliteSession _) => throw (wrapped ? new DbUpdateException("not saved", failure) : failure), null, default);
        Assert.Equal(ErrorCode.Unavailable, failed.Error?.Code);
        Assert.Contains("disk", await _core.Get<IDatabase>().FindFaultAsync(), StringComparison.OrdinalIgnoreCase);

        var customer = new Participant(ParticipantType.Customer, "customer_a", "a");
        var refused = await _core.Messages.SendAsync(new OutgoingMessage(customer, "m1", null, "text"));
        Assert.Equal(ErrorCode.Unavailable, refused.Error?.Code);
    }

    [Fact]
    public async Task DisposeAsync_WithWritesWaiting_WritesThemAndRefusesWhatComesAfter()
    {
        var customer = await _core.AddCustomerAsync();
        Task disposed;
        await using (await HoldAsync())
        {
            Gathered = SendMany(customer, 20);
            disposed = Writer.DisposeAsync().AsTask();
        }

        await disposed;
        Assert.All(await Task.WhenAll(Gathered), receipt => Assert.True(receipt.Succeeded));
        var late = await _core.Messages.SendAsync(new OutgoingMessage(customer, "late", null, "text"));
        Assert.Equal(ErrorCode.Unavailable, late.Error?.Code);
    }

    private Task<Result<Receipt>>[] Gathered { get; set; } = [];

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Task<Result<Receipt>>[] SendMany(Participant customer, int count, string prefix = "m") =>
        [.. Enumerable.Range(0, count).Select(n => _core.Messages.SendAsync(new OutgoingMessage(customer, prefix + n, null, "text")))];

    private async Task<int> CountAsync()
    {
        await using var context = await _core.OpenContextAsync();
        return await context.Messages.CountAsync();
    }

    /// <summary>The database full at its present size, or free to grow again.</summary>
    private Task LimitPagesAsync(bool freed = false) =>
        OnConnectionAsync(connection => Execute(connection, "PRAGMA max_page_count=" + (freed ? "1073741823" : "1")));

    /// <summary>Something done once on the writer's own connection.</summary>
    private async Task OnConnectionAsync(Action<SqliteConnection> action) =>
        await Writer.WriteAsync<int>(
            WriteScope.Everything,
            async (context, stop) =>
            {
                await Task.CompletedTask;
                action((SqliteConnection)context.Database.GetDbConnection());
                return 0;
            },
            null,
            default);

    /// <summary>Holds the writer inside a transaction until the result is disposed: what is written meanwhile gathers.</summary>
    private async Task<IAsyncDisposable> HoldAsync()
    {
        var (held, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var write = WriteAsync<int>(
            async (SqliteSession _) =>
            {
                held.TrySetResult();
                await release.Task;
                return 0;
            },
            null,
            default);
        await held.Task;
        return new Ending(async () =>
        {
            release.SetResult();
            await write;
        });
    }

    /// <summary>Another process's transaction, which keeps the database locked until it is disposed.</summary>
    private async Task<IAsyncDisposable> LockAsync()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_core.Folder, "kefu.db")};Pooling=False");
        await connection.OpenAsync();
        Execute(connection, "BEGIN IMMEDIATE");
        return new Ending(async () =>
        {
            Execute(connection, "ROLLBACK");
            await connection.DisposeAsync();
        });
    }

    private sealed class Ending(Func<Task> end) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await end();
    }

    private Task<Result<T>> WriteAsync<T>(
        Func<SqliteSession, ValueTask<Result<T>>> work, Action<T>? committed, CancellationToken cancellationToken) =>
        Writer.WriteAsync(new SessionWrite<T>(work, committed), cancellationToken);

    private sealed class SessionWrite<T>(Func<SqliteSession, ValueTask<Result<T>>> work, Action<T>? committed) : SqliteWrite<T>(committed)
    {
        protected override ValueTask<Result<T>> RunAsync(SqliteSession session) => work(session);
    }
}
