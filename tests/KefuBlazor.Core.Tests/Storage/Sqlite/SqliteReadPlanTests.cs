using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using Microsoft.Data.Sqlite;

namespace KefuBlazor.Core.Tests.Storage.Sqlite;

/// <summary>What people wait for is looked up by indexes: whatever looks at all there is takes longer the more was ever written.</summary>
public sealed class SqliteReadPlanTests : IAsyncLifetime
{
    private static readonly Participant Agent = new(ParticipantType.Agent, "kefu001", "Agent");
    private static readonly Participant Supervisor = Agent with { SeesAll = true };

    private CoreHost? _core;

    private CoreHost Core => _core!;

    public async Task InitializeAsync() => _core = await CoreHost.StartAsync(Scenarios.Unlimited);

    public async Task DisposeAsync() => await Core.DisposeAsync();

    [Fact]
    public Task CurrentOfAsync_ItsPlan_ScansNothing() => AssertLooksUpAsync(() => Core.Conversations.CurrentOfAsync("anybody"));

    [Fact]
    public Task HeadsForAsync_ItsPlan_ScansNothing() => AssertLooksUpAsync(() => Core.Conversations.HeadsForAsync(Agent.Id));

    [Fact]
    public async Task HistoryAsync_ItsPlan_ScansNothing()
    {
        var id = (await Core.OpenAsync()).Id;
        await AssertLooksUpAsync(() => Core.Messages.HistoryAsync(Agent, new HistoryQuery(id)));
        await AssertLooksUpAsync(() => Core.Messages.HistoryAsync(Agent, new HistoryQuery(id, BeforeSeq: 9)));
        await AssertLooksUpAsync(() => Core.Messages.HistoryAsync(Agent, new HistoryQuery(id, AfterSeq: 9)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(ConversationStatus.Waiting)]
    [InlineData(ConversationStatus.Active)]
    [InlineData(ConversationStatus.Closed)]
    public async Task ListAsync_ItsPlan_ScansNothing(ConversationStatus? status)
    {
        var cursor = new ConversationCursor(Core.Time.GetUtcNow(), "id").ToString();
        foreach (var agent in new[] { Agent, Supervisor })
        {
            var filter = new ConversationFilter { Status = status };
            foreach (var one in new[] { filter, filter with { Cursor = cursor }, filter with { AgentId = agent.Id }, filter with { CustomerId = "anybody" } })
                await AssertLooksUpAsync(() => Core.Conversations.ListAsync(agent, one));
        }
    }

    [Fact]
    public async Task ListAsync_ItsPlan_LooksForMovesAmongMovesAlone()
    {
        var plans = await ExplainAsync(() => Core.Conversations.ListAsync(Supervisor, new ConversationFilter()));

        Assert.Contains(plans.SelectMany(plan => plan.Lines), line => line.Contains("ix_conversation_events_moved", StringComparison.Ordinal));
    }

    private async Task AssertLooksUpAsync(Func<Task> read)
    {
        foreach (var (command, plan) in await ExplainAsync(read))
        {
            var made = plan.Where(line => line.StartsWith("CO-ROUTINE ", StringComparison.Ordinal) || line.StartsWith("MATERIALIZE ", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[1]).ToHashSet();
            var scans = plan.Where(line => line.StartsWith("SCAN ", StringComparison.Ordinal) && !line.Contains(" USING ", StringComparison.Ordinal)
                && !made.Contains(line.Split(' ')[1]) && !line.Contains("VIRTUAL TABLE", StringComparison.Ordinal));
            Assert.True(!scans.Any(), $"{command}\n{string.Join('\n', plan)}");
        }
    }

    private async Task<List<(string Command, List<string> Lines)>> ExplainAsync(Func<Task> read)
    {
        List<SqliteCommand> commands;
        using (var recorded = new RecordedCommands(Core.Folder))
        {
            await read();
            commands = recorded.Commands;
        }

        Assert.NotEmpty(commands);
        var plans = new List<(string, List<string>)>();
        foreach (var command in commands)
            plans.Add((command.CommandText, await ExplainAsync(command)));
        return plans;
    }

    private async Task<List<string>> ExplainAsync(SqliteCommand command)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Core.Folder, "kefu.db")};Pooling=False");
        await connection.OpenAsync();
        command.Connection = connection;
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(3));
        return lines;
    }
}
