using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Tests.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuBlazor.Core.Tests.Conversations;

/// <summary>Two nodes on one store of which neither hears a word of the other: all that one learns, it asked for.</summary>
public sealed class NodeCatchUpTests : IAsyncLifetime
{
    private CoreHost _here = null!;
    private CoreHost _there = null!;
    private NodeCatchUp _catchUp = null!;
    private Participant _customer = null!;
    private Participant _agent = null!;

    public async Task InitializeAsync()
    {
        _here = await CoreHost.StartAsync(Scenarios.Unlimited);
        _there = await _here.RestartAsync(Scenarios.Unlimited);
        _catchUp = CatchUp(new ScriptedBackplane());
        _customer = await _here.AddCustomerAsync();
        _agent = await _here.AddAgentAsync("kefu001");
    }

    public async Task DisposeAsync()
    {
        _catchUp.Dispose();
        await _there.DisposeAsync();
        await _here.DisposeAsync();
    }

    [Fact]
    public async Task LookAsync_MessagesOfTheOtherNode_AreToldToBothSidesInOrderAndOnce()
    {
        var id = (await _here.OpenAsync(_customer, _agent)).Id;
        using var tab = await FeedConnection.OpenAsync(_here, _customer);
        using var desk = await FeedConnection.OpenAsync(_here, _agent);
        for (var n = 2; n <= 130; n++)
            await _there.SendAsync(n % 2 == 0 ? _customer : _agent, "m" + n, id);

        Assert.Empty((await tab.ReadAsync()).Concat(await desk.ReadAsync()));
        await LookAsync();
        foreach (var connection in new[] { tab, desk })
            Assert.Equal(Enumerable.Range(2, 129).Select(n => (long)n), (await connection.ReadAsync("text")).Select(frame => frame.Seq()));
        await LookAsync();
        Assert.Empty((await tab.ReadAsync()).Concat(await desk.ReadAsync()));
    }

    [Fact]
    public async Task LookAsync_WhatWasHeardAlready_IsNotToldAgain()
    {
        await _here.OpenAsync(_customer, _agent);
        using var tab = await FeedConnection.OpenAsync(_here, _customer);
        using var desk = await FeedConnection.OpenAsync(_here, _agent);
        await tab.SendTextAsync("own");
        await _here.SendAsync(_customer, "by http");
        await LookAsync();
        Assert.Equal([3], (await tab.ReadAsync()).Select(frame => frame.Seq()));
        Assert.Equal([2, 3], (await desk.ReadAsync()).Select(frame => frame.Seq()));
    }

    [Fact]
    public async Task LookAsync_FirstConversationOpenedThere_IsToldWithItsMessages()
    {
        using var tab = await FeedConnection.OpenAsync(_here, _customer);
        var id = (await _there.OpenAsync(_customer)).Id;
        await LookAsync();
        var frames = await tab.ReadAsync();
        Assert.Equal(["conversation", "text"], frames.Select(frame => frame.Type()));
        Assert.All(frames, frame => Assert.Equal(id, frame.Text("conversation_id")));
    }

    [Fact]
    public async Task LookAsync_GivenToAnAgentThere_IsHandedOverHereAndToldToTheCustomerAndTheOtherAgents()
    {
        var other = await _here.AddAgentAsync("kefu002");
        var id = (await _here.OpenAsync(_customer)).Id;
        using var tab = await FeedConnection.OpenAsync(_here, _customer);
        using var desk = await FeedConnection.OpenAsync(_here, _agent);
        using var others = await FeedConnection.OpenAsync(_here, other);
        await _there.AcceptAsync(_agent, id);
        await LookAsync();
        Assert.Equal(["conversation", "text"], (await desk.ReadAsync()).Select(frame => frame.Type()));
        Assert.Equal("active", Assert.Single(await tab.ReadAsync()).Text("status"));
        Assert.Equal("active", Assert.Single(await others.ReadAsync()).Text("status"));

        // It is none of the other's business from here on.
        await _there.SendAsync(_customer, "m2");
        await LookAsync();
        Assert.Equal([2], (await desk.ReadAsync()).Select(frame => frame.Seq()));
        Assert.Empty(await others.ReadAsync());
    }

    [Fact]
    public async Task LookAsync_ComesToWaitThere_IsToldToAllAgents()
    {
        using var desk = await FeedConnection.OpenAsync(_here, _agent);
        await _there.OpenAsync(_customer);
        await LookAsync();
        Assert.Equal("waiting", Assert.Single(await desk.ReadAsync()).Text("status"));
    }

    [Fact]
    public async Task LookAsync_TakenBackThere_IsToldToWhoHadIt()
    {
        await _here.OpenAsync(_customer, _agent);
        using var desk = await FeedConnection.OpenAsync(_here, _agent);
        await _there.Assignment.ReleaseAsync(_agent.Id, default);
        await LookAsync();
        Assert.Equal("waiting", Assert.Single(await desk.ReadAsync()).Text("status"));
    }

    [Fact]
    public async Task LookAsync_GivenToAnotherThere_IsToldToWhoHadItAndNothingOfItAfterThat()
    {
        var other = await _here.AddAgentAsync("kefu002");
        var id = (await _here.OpenAsync(_customer, _agent)).Id;
        using var desk = await FeedConnection.OpenAsync(_here, _agent);
        await LookAsync();
        await _there.Assignment.ReleaseAsync(_agent.Id, default);
        await _there.AcceptAsync(other, id);
        await _there.SendAsync(other, "a1", id);
        await LookAsync();
        Assert.Equal(other.Id, Assert.Single(await desk.ReadAsync()).GetProperty("agent").Text("id"));
        await _there.SendAsync(other, "a2", id);
        await LookAsync();
        Assert.Empty(await desk.ReadAsync());
    }

    [Fact]
    public async Task LookAsync_ClosedThereLongAgo_IsToldWithItsLastMessage()
    {
        var id = (await _here.OpenAsync(_customer, _agent)).Id;
        using var tab = await FeedConnection.OpenAsync(_here, _customer);
        using var desk = await FeedConnection.OpenAsync(_here, _agent);
        await LookAsync();
        await _there.SendAsync(_agent, "bye", id);
        await _there.CloseAsync(_agent, id);
        _here.Time.Advance(TimeSpan.FromMinutes(10));
        await LookAsync();
        foreach (var connection in new[] { tab, desk })
        {
            var frames = await connection.ReadAsync();
            Assert.Equal(["conversation", "text"], frames.Select(frame => frame.Type()));
            Assert.Equal("closed", frames[0].Text("status"));
        }
    }

    [Fact]
    public async Task LookAsync_OpenedAndClosedThereBetweenTwoLooks_IsTold()
    {
        using var tab = await FeedConnection.OpenAsync(_here, _customer);
        await LookAsync();
        await _there.CloseAsync(_customer, (await _there.OpenAsync(_customer)).Id);
        await LookAsync();
        Assert.Equal(["conversation", "text"], (await tab.ReadAsync()).Select(frame => frame.Type()));
    }

    [Fact]
    public async Task LookAsync_MarksMovedThere_AreTold()
    {
        var id = (await _here.OpenAsync(_customer, _agent)).Id;
        using var tab = await FeedConnection.OpenAsync(_here, _customer);
        await _there.Conversations.MoveMarkAsync(_agent, id, MarkKind.Read, 1, null);
        await LookAsync();
        var frames = await tab.ReadAsync();
        Assert.Equal(["delivered", "read"], frames.Select(frame => frame.Type()).Order());
        Assert.All(frames, frame => Assert.Equal((1, "kefu"), (frame.Seq(), frame.Text("from_type"))));
    }

    [Fact]
    public async Task LookAsync_SecondLook_TellsOnlyWhatChangedUntilItIsTimeForEverything()
    {
        await _here.OpenAsync(_customer);
        using var heard = _here.Listen(Audience.Customer(_customer.Id));
        await LookAsync();
        await LookAsync();
        Assert.Single(heard.Of<ConversationHead>());
        _here.Time.Advance(NodeCatchUp.Everything);
        await LookAsync();
        Assert.Equal(2, heard.Of<ConversationHead>().Count);
    }

    [Fact]
    public async Task Loop_LossNoticed_LooksAtOnce()
    {
        await _here.OpenAsync(_customer);
        using var heard = _here.Listen(Audience.Customer(_customer.Id));
        var backplane = new ScriptedBackplane();
        using var catchUp = CatchUp(backplane);
        await catchUp.StartAsync(default);
        await HeardAsync(heard, 1);
        await _there.SendAsync(_customer, "m2");
        backplane.Lose();
        await HeardAsync(heard, 2, advance: NodeCatchUp.AtLeast);
        await catchUp.StopAsync(default);
    }

    [Fact]
    public async Task Loop_WhileNobodyIsHeard_LooksEachSecond()
    {
        await _here.OpenAsync(_customer);
        using var heard = _here.Listen(Audience.Customer(_customer.Id));
        using var catchUp = CatchUp(new ScriptedBackplane { IsUp = false });
        await catchUp.StartAsync(default);
        await HeardAsync(heard, 1);
        for (var n = 2; n <= 5; n++)
        {
            await _there.SendAsync(_customer, "m" + n);
            await HeardAsync(heard, n, advance: NodeCatchUp.WhileDeaf);
        }

        await catchUp.StopAsync(default);
    }

    private NodeCatchUp CatchUp(IBackplane backplane) =>
        new(backplane, _here.Get<IChatHub>(), _here.Get<IConversationStore>(), _here.Time, NullLogger<NodeCatchUp>.Instance);

    private Task LookAsync() => _catchUp.LookAsync(default);

    /// <summary>Time stands still but for the steps given, each once the loop had the chance to wait for it.</summary>
    private Task HeardAsync(Heard heard, int count, TimeSpan advance = default) => KefuBlazor.Testing.Eventually.HoldsAsync(
        () =>
        {
            if (heard.Of<ConversationHead>().Count >= count)
                return Task.FromResult(true);
            _here.Time.Advance(advance);
            return Task.FromResult(false);
        },
        () => $"{heard.Of<ConversationHead>().Count} heads told, not {count}");

    /// <summary>Other nodes that say nothing.</summary>
    private sealed class ScriptedBackplane : IBackplane, IDisposable
    {
        private Action? _observer;

        public bool HasOthers => true;

        public bool IsUp { get; init; } = true;

        public void Lose() => _observer?.Invoke();

        public void Forward(Topic topic, object @event)
        {
        }

        public void Attach(IBackplaneReceiver receiver)
        {
        }

        public IDisposable ObserveLoss(Action observer)
        {
            _observer = observer;
            return this;
        }

        public void Dispose() => _observer = null;
    }
}
