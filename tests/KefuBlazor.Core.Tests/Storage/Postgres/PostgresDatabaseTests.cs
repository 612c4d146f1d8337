using KefuBlazor.Core.Storage;
using KefuBlazor.Core.Storage.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace KefuBlazor.Core.Tests.Storage.Postgres;

public sealed class PostgresDatabaseTests
{
    [Fact]
    public async Task PrepareAsync_FourNodesOnAnEmptyDatabase_IsMigratedOnce()
    {
        var server = await PostgresHosts.Server;
        var settings = PostgresHosts.Settings(server.ConnectionString(await server.CreateDatabaseAsync()));
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => CoreHost.StartAsync(settings))));
        await nodes[0].SendAsync(await nodes[1].AddCustomerAsync(), "m1");
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task Model_AndItsMigrations_AreTheSame()
    {
        await using var core = await PostgresHosts.StartAsync();
        await using var context = core.Get<PostgresContextFactory>().CreateForMigration();
        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task Schema_TextAndTimes_AreAsTheWireComparesAndShowsThem()
    {
        await using var core = await PostgresHosts.StartAsync();
        await using var command = core.Get<NpgsqlDataSource>().CreateCommand(
            """
            SELECT table_name || '.' || column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name <> '__EFMigrationsHistory'
              AND (data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C'
                OR data_type LIKE 'timestamp%' AND (data_type <> 'timestamp with time zone' OR datetime_precision <> 3))
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var wrong = new List<string>();
        while (await reader.ReadAsync())
            wrong.Add(reader.GetString(0));
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task SendAsync_BetweenTwoMilliseconds_IsStoredAsTheOneBefore()
    {
        await using var core = await PostgresHosts.StartAsync();
        core.Time.Advance(TimeSpan.FromTicks((TimeSpan.TicksPerMillisecond * 5) - 1)); // PostgreSQL would round it up
        var customer = await core.AddCustomerAsync();
        var sent = await core.SendAsync(customer, "m1");
        var conversation = await core.SeeAsync(sent.ConversationId);
        Assert.Equal(4, sent.SentAt.Millisecond);
        Assert.Equal((sent.SentAt, sent.SentAt), (conversation.OpenedAt, conversation.LastMessage!.SentAt));
    }

    [Theory]
    [InlineData("synchronous_commit", "off")]
    [InlineData("synchronous_commit", "local")]
    public async Task PrepareAsync_ASettingThatLosesMessages_IsRefusedAndNamesTheMend(string name, string value)
    {
        var server = await PostgresHosts.Server;
        var database = await server.CreateDatabaseAsync();
        await server.ExecuteAsync($"ALTER DATABASE {database} SET {name} = {value}");
        await using var core = CoreHost.StartStopped(PostgresHosts.Settings(server.ConnectionString(database)));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(core.PrepareAsync);
        Assert.Contains($"{name}={value}", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"ALTER SYSTEM SET {name} = on", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, await core.Get<IDatabase>().FindFaultAsync());
    }

    [Fact]
    public async Task PrepareAsync_NoSuchDatabase_SaysHowToMakeIt()
    {
        var server = await PostgresHosts.Server;
        await using var core = CoreHost.StartStopped(PostgresHosts.Settings(server.ConnectionString("nowhere")));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(core.PrepareAsync);
        Assert.Contains("CREATE DATABASE nowhere", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrepareAsync_ReadOnly_IsRefused()
    {
        var server = await PostgresHosts.Server;
        var database = await server.CreateDatabaseAsync();
        await server.ExecuteAsync($"ALTER DATABASE {database} SET default_transaction_read_only = on");
        await using var core = CoreHost.StartStopped(PostgresHosts.Settings(server.ConnectionString(database)));
        Assert.Contains("takes no writes", (await Assert.ThrowsAsync<InvalidOperationException>(core.PrepareAsync)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mysql", "Host=a;Database=b", "Storage:Provider")]
    [InlineData("1", "Host=a;Database=b", "Storage:Provider")]
    [InlineData("Postgres", null, "ConnectionStrings:Kefu")]
    [InlineData("Postgres", "Data Source=data/kefu.db", "ConnectionStrings:Kefu")]
    [InlineData("Postgres", "Host=a", "Database")]
    [InlineData("postgres", "Database=b", "Host")]
    public void AddKefuCore_WrongSettings_NamesTheSettingAndTheMend(string provider, string? connection, string named)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Provider"] = provider, ["ConnectionStrings:Kefu"] = connection })
            .Build();
        var refused = Assert.Throws<OptionsValidationException>(() => new ServiceCollection().AddKefuCore(configuration));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Write", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_WhatTheStringSays_IsKept()
    {
        var builder = new NpgsqlConnectionStringBuilder(
            PostgresDatabaseOptions.From("Host=a;Database=b;Maximum Pool Size=7;Options=-c work_mem=8MB").ConnectionString);
        Assert.Equal((7, 15, 5), (builder.MaxPoolSize, builder.CommandTimeout, builder.Timeout));
        Assert.Contains("work_mem=8MB", builder.Options, StringComparison.Ordinal);
        Assert.Contains("idle_in_transaction_session_timeout", builder.Options, StringComparison.Ordinal);
    }
}
