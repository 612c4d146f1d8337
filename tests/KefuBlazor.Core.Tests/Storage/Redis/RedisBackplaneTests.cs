using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Presence;
using KefuBlazor.Testing;

namespace KefuBlazor.Core.Tests.Storage.Redis;

public sealed class RedisBackplaneTests : IAsyncLifetime
{
    private RedisServer _redis = null!;
    private RedisNode _one = null!;
    private RedisNode _two = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _one = await RedisNode.StartHearingAsync(_redis);
        _two = await _one.StartSecondAsync(_redis);
    }

    public async Task DisposeAsync()
    {
        await _two.DisposeAsync();
        await _one.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Publish_OnOneNode_IsHeardOnceOnEach()
    {
        using var here = _one.Core.Listen(Audience.AllAgents);
        using var there = _two.Core.Listen(Audience.AllAgents);
        Publish(_one, Audience.AllAgents, 1);
        Publish(_two, Audience.AllAgents, 2);
        await HeardAsync(here, [1, 2]);
        await HeardAsync(there, [2, 1]);
    }

    [Fact]
    public async Task Publish_VeryMany_AreHeardInTheirOrder()
    {
        // Where a command is given up, or a silence taken for a lost connection, words may be lost, as is then told: on no machine is this one so slow.
        var patient = new Dictionary<string, string?>(RedisNode.Settings(_redis)) { ["Redis:CommandTimeout"] = "00:01:00", ["Redis:BeatEvery"] = "00:00:20" };
        await using var one = await RedisNode.StartHearingAsync(_redis, patient);
        await using var two = await one.StartSecondAsync(_redis, patient);
        using var there = two.Core.Listen(Audience.AllAgents);
        for (var n = 1; n <= 5000; n++)
            Publish(one, Audience.AllAgents, n);
        await HeardAsync(there, [.. Enumerable.Range(1, 5000)]);
    }

    [Fact]
    public async Task Send_CustomerOnOneNode_ReachesThemAndTheirAgentOnTheOther()
    {
        var customer = await _one.Core.AddCustomerAsync();
        var agent = await _one.Core.AddAgentAsync("kefu001");
        var conversation = await _one.Core.OpenAsync(customer, agent);
        using var agentThere = _two.Core.Listen(Audience.Agent(agent.Id));
        using var customerThere = _two.Core.Listen(Audience.Customer(customer.Id));
        using var stranger = _two.Core.Listen(Audience.Customer("customer_b"));
        var sent = await _one.Core.SendAsync(customer, "m1", conversation.Id, "你好");
        foreach (var heard in new[] { agentThere, customerThere })
            await Eventually.SeesAsync(() => heard.Of<MessageAdded>().Any(added => added.Message == sent), found => found, "The message");
        Assert.Empty(stranger.Of<object>());
    }

    [Fact]
    public async Task EndAsync_OnOneNode_IsToldWhatWasOpenedUnderItOnTheOther()
    {
        await _one.Core.AddAgentAsync("kefu001");
        var issued = await _one.Core.Get<IAgentTokenService>().IssueAsync("kefu001", SignInKind.Token);
        using var socket = _two.Core.Listen(SignInEnded.TopicOf(issued.SignIn.Id));
        await _one.Core.Get<IAgentTokenService>().EndAsync(issued.SignIn.Id);
        await Eventually.SeesAsync(() => socket.Of<SignInEnded>().Count, count => count == 1, "The end");
    }

    [Fact]
    public async Task Publish_WhatEachNodeFindsForItself_StaysThere()
    {
        using var there = _two.Core.Listen(Audience.AllCustomers);
        _one.Core.Get<IChatHub>().Publish(Audience.AllCustomers, new OnlineChanged(true));
        Publish(_one, Audience.AllCustomers, 1);
        await HeardAsync(there, [1]);
        Assert.Empty(there.Of<OnlineChanged>());
    }

    [Fact]
    public async Task ObserveLoss_PubSubConnectionsKilledTwice_IsToldAndWordsComeAgain()
    {
        var told = 0;
        using var loss = _two.Backplane.ObserveLoss(() => Interlocked.Increment(ref told));
        using var there = _two.Core.Listen(Audience.AllAgents);
        await _redis.RunAsync("CLIENT", "KILL", "TYPE", "pubsub");
        await _redis.RunAsync("CLIENT", "KILL", "TYPE", "pubsub");
        await Eventually.SeesAsync(() => Volatile.Read(ref told), count => count > 0, "The loss");

        // Until each has noticed, words are lost as before.
        var seq = 0;
        await Eventually.HoldsAsync(
            () =>
            {
                Publish(_one, Audience.AllAgents, ++seq);
                return Task.FromResult(there.Of<MarkMoved>().Count > 0);
            },
            () => $"{seq} were said and none was heard; told of loss {told} times.");
    }

    [Fact]
    public async Task ObserveLoss_NodeVanishes_IsTold()
    {
        using var there = _two.Core.Listen(Audience.AllAgents);
        Publish(_one, Audience.AllAgents, 1);
        await HeardAsync(there, [1]);
        var told = 0;
        using var loss = _two.Backplane.ObserveLoss(() => Interlocked.Increment(ref told));
        await _one.VanishAsync(); // What it committed last, it may not have said any more.
        await Eventually.SeesAsync(() => Volatile.Read(ref told), count => count > 0, "The loss");
    }

    internal static void Publish(RedisNode node, Topic topic, int seq) =>
        node.Core.Get<IChatHub>().Publish(topic, new MarkMoved("c1", MarkKind.Read, Participant.System, seq, null));

    internal static async Task HeardAsync(Heard heard, long[] expected)
    {
        List<long> seen = [];
        await Eventually.HoldsAsync(
            () => Task.FromResult((seen = [.. heard.Of<MarkMoved>().Select(moved => moved.Seq)]).SequenceEqual(expected)),
            () => $"{seen.Count} of {expected.Length} were heard, the first {seen.Zip(expected).TakeWhile(pair => pair.First == pair.Second).Count()} as they were said.",
            TimeSpan.FromSeconds(20));
    }
}
