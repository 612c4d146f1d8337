using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Storage;
using KefuBlazor.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KefuBlazor.Core.Tests.Storage.Postgres;

/// <summary>What is promised while the database is full, away, or gone in the middle of a commit.</summary>
public sealed class PostgresFaultTests
{
    private static readonly OutgoingMessage Nobody = new(new Participant(ParticipantType.Customer, "customer_x", "x"), "m1", null, "text");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SendAsync_ConnectionLostDuringCommit_IsUnavailableAndTheRetryFindsItAndItIsTold(bool first)
    {
        var server = await PostgresHosts.Server;
        var settings = await PostgresHosts.NewDatabaseAsync();
        await using var proxy = new CuttingProxy(server.Port);
        var through = new NpgsqlConnectionStringBuilder(settings["ConnectionStrings:Kefu"]) { Port = proxy.Port }.ConnectionString;
        await using var core = await CoreHost.StartAsync(PostgresHosts.Settings(through));
        var customer = await core.AddCustomerAsync();
        if (!first)
            await core.SendAsync(customer, "m0");
        using var heard = core.Listen(Audience.Customer(customer.Id));

        proxy.CutNextCommit();
        var sent = new OutgoingMessage(customer, "m1", null, "text");
        var lost = await core.Messages.SendAsync(sent);
        Assert.Equal(ErrorCode.Unavailable, lost.Error?.Code);
        Assert.NotNull(lost.Error!.RetryAfter);

        var again = await Eventually.EndsAsync(core.Messages.SendAsync(sent), "The answer to the retry");
        Assert.True(again.Value.Duplicate);
        await core.SendAsync(customer, "m2");
        await Eventually.SeesAsync(() => heard.Of<MessageAdded>(), told => told.Count == 2, "The telling of a message whose commit nobody answered");
        Assert.Equal(["m1", "m2"], heard.Of<MessageAdded>().Select(added => added.Message.ClientId));
        Assert.Equal(first ? 1 : 0, heard.Of<ConversationChanged>().Count);
    }

    [Fact]
    public async Task CloseAsync_ConnectionLostDuringCommit_IsUnavailableAndTold()
    {
        var server = await PostgresHosts.Server;
        var settings = await PostgresHosts.NewDatabaseAsync();
        await using var proxy = new CuttingProxy(server.Port);
        var through = new NpgsqlConnectionStringBuilder(settings["ConnectionStrings:Kefu"]) { Port = proxy.Port }.ConnectionString;
        await using var core = await CoreHost.StartAsync(PostgresHosts.Settings(through));
        var customer = await core.AddCustomerAsync();
        var conversation = await core.OpenAsync(customer);
        using var heard = core.Listen(Audience.Customer(customer.Id));

        proxy.CutNextCommit();
        Assert.Equal(ErrorCode.Unavailable, (await core.Conversations.CloseAsync(customer, conversation.Id)).Error?.Code);
        await Eventually.SeesAsync(() => heard.Of<ConversationChanged>(), told => told.Count == 1, "The telling of a close whose commit nobody answered");
        Assert.Equal(ErrorCode.Closed, (await core.Conversations.CloseAsync(customer, conversation.Id)).Error?.Code);
    }

    [Fact]
    public async Task SendAsync_BackendEndsBeforeItCommits_StoresNothingAndTellsNobodyAndTheRetryStoresIt()
    {
        await using var core = await PostgresHosts.StartAsync();
        var customer = await core.AddCustomerAsync();
        await core.SendAsync(customer, "m0");
        using var heard = core.Listen(Audience.Customer(customer.Id));
        await ExecuteAsync(
            core,
            """
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER die AFTER INSERT ON messages DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die();
            """);
        var lost = await core.Messages.SendAsync(new OutgoingMessage(customer, "m1", null, "text"));
        Assert.Equal(ErrorCode.Unavailable, lost.Error?.Code);

        await ExecuteAsync(core, "DROP TRIGGER die ON messages");
        Assert.Equal(2, (await core.SendAsync(customer, "m1")).Seq);
        Assert.Equal(2, Assert.Single(heard.Of<MessageAdded>()).Message.Seq);
    }

    [Fact]
    public async Task SendAsync_DiskFull_IsStorageFullAndReadingGoesOnAndALaterRetrySucceeds()
    {
        await using var core = await PostgresHosts.StartAsync();
        var customer = await core.AddCustomerAsync();
        var conversation = await core.OpenAsync(customer);
        await ExecuteAsync(
            core,
            """
            CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$;
            CREATE TRIGGER full_disk BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION full_disk();
            CREATE TRIGGER full_disk BEFORE UPDATE ON conversations FOR EACH ROW EXECUTE FUNCTION full_disk();
            """);
        var full = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => core.Messages.SendAsync(new OutgoingMessage(customer, "m" + n, null, "text"))));
        Assert.All(full, receipt => Assert.Equal(ErrorCode.StorageFull, receipt.Error?.Code));
        Assert.Equal(ErrorCode.StorageFull, (await core.Conversations.CloseAsync(customer, conversation.Id)).Error?.Code);
        Assert.Equal(conversation, await core.SeeAsync(conversation.Id));

        await ExecuteAsync(core, "DROP TRIGGER full_disk ON messages; DROP TRIGGER full_disk ON conversations");
        Assert.Equal(2, (await core.SendAsync(customer, "m0")).Seq);
    }

    [Fact]
    public async Task SendAsync_OneOfAGroupFails_TheOthersAreStored()
    {
        await using var core = await PostgresHosts.StartAsync();
        var customers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => core.AddCustomerAsync()));
        await Task.WhenAll(customers.Select(customer => core.SendAsync(customer, "m0")));
        var stranger = Nobody; // no such customer: a foreign key refuses the conversation
        var sends = customers.Select(customer => new OutgoingMessage(customer, "m1", null, "text")).Append(stranger)
            .Select(message => core.Messages.SendAsync(message)).ToArray();
        var receipts = await Task.WhenAll(sends);
        Assert.Equal(ErrorCode.Unavailable, receipts[^1].Error?.Code);
        Assert.All(receipts[..^1], receipt => Assert.Equal(2, receipt.Value.Message.Seq));
    }

    [Fact]
    public async Task Restart_InTheMiddleOfSends_LosesAndDoublesNothingAndRecoversByItself()
    {
        await using var server = await PostgresServer.StartAsync();
        var settings = PostgresHosts.Settings(server.ConnectionString(await server.CreateDatabaseAsync()));
        await using var core = await CoreHost.StartAsync(settings);
        var customers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => core.AddCustomerAsync()));
        using var enough = new CancellationTokenSource();
        var senders = customers.Select(customer => Task.Run(() => SendUntilAsync(core, customer, enough.Token))).ToArray();

        foreach (var crash in new[] { true, false })
        {
            await CountMoreAsync(core);
            await server.StopAsync(crash);
            Assert.Equal(ErrorCode.Unavailable, (await core.Messages.SendAsync(Nobody)).Error?.Code);
            Assert.NotNull(await core.Get<IDatabase>().FindFaultAsync());
            await server.StartAgainAsync();
            await CountMoreAsync(core);
        }

        await enough.CancelAsync();
        var acked = await Eventually.EndsAsync(Task.WhenAll(senders), "The end of the senders");
        Assert.Null(await core.Get<IDatabase>().FindFaultAsync());
        await using var context = await core.OpenContextAsync();
        var stored = await context.Messages.Select(message => message.SenderId + " " + message.ClientId).ToListAsync();
        Assert.Equal(stored.Distinct().Count(), stored.Count);
        Assert.Empty(acked.SelectMany(ids => ids).Except(stored));
        foreach (var row in await context.Conversations.ToListAsync())
            Assert.Equal(row.LastSeq, await context.Messages.CountAsync(message => message.ConversationId == row.Id));
    }

    private static async Task ExecuteAsync(CoreHost core, string sql)
    {
        await using var command = core.Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Sends one after another, each again until it is acked. The answer is what was acked.</summary>
    private static async Task<List<string>> SendUntilAsync(CoreHost core, Participant customer, CancellationToken enough)
    {
        var acked = new List<string>();
        for (var n = 0; !enough.IsCancellationRequested; n++)
        {
            var message = new OutgoingMessage(customer, "m" + n, null, "text");
            while (!(await core.Messages.SendAsync(message, CancellationToken.None)).Succeeded && !enough.IsCancellationRequested)
                await Task.Yield();
            if (!enough.IsCancellationRequested)
                acked.Add($"{customer.Id} {message.ClientId}");
        }

        return acked;
    }

    /// <summary>Waits until some more messages are stored.</summary>
    private static async Task CountMoreAsync(CoreHost core)
    {
        var first = await CountAsync();
        await Eventually.HoldsAsync(async () => await CountAsync() >= first + 50, () => $"from {first} messages, no 50 more");

        async Task<int> CountAsync()
        {
            await using var context = await core.OpenContextAsync();
            return await context.Messages.CountAsync();
        }
    }
}
