using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Assignment;

/// <summary>Each test has a server of its own, since who is present is the same for all customers.</summary>
public sealed class AssignmentTests
{
    [Fact]
    public async Task FirstMessage_WithAgentsPresent_GoesToTheLeastLoaded()
    {
        await using var server = await TestServer.StartAsync();
        await using var first = await KefuClient.AgentAsync(server, await server.LoginAsync("kefu001"));
        await using var second = await KefuClient.AgentAsync(server, await server.LoginAsync("kefu002"));
        var counts = new Dictionary<string, int>();
        for (var number = 0; number < 6; number++)
        {
            await using var customer = await KefuClient.CustomerAsync(server);
            Assert.True(customer.Welcome.Is("online"));
            await customer.SendMessageAsync("你好");
            var agent = (await customer.ExpectAsync("conversation", frame => frame.Text("status") == "active")).Part("agent").Text("id")!;
            counts[agent] = counts.GetValueOrDefault(agent) + 1;
        }

        Assert.Equal(new Dictionary<string, int> { ["kefu001"] = 3, ["kefu002"] = 3 }, counts);
    }

    [Fact]
    public async Task NewOwner_IsToldTheConversationAndThenItsMessagesInOrder()
    {
        await using var server = await TestServer.StartAsync();
        await using var customer = await KefuClient.CustomerAsync(server);
        Assert.False(customer.Welcome.Is("online"));
        for (var sent = 1; sent <= 3; sent++)
            await customer.SendMessageAsync($"{sent}");

        await using var agent = await KefuClient.AgentAsync(server, await server.LoginAsync("kefu001"));
        var conversation = await agent.ExpectAsync("conversation", frame => frame.Text("status") == "active");
        Assert.Equal(customer.UserId, conversation.Part("customer").Text("id"));
        for (var seq = 1; seq <= 3; seq++)
            Assert.Equal(seq, (await agent.ExpectAsync("text")).Number("seq"));
        Assert.True((await customer.ExpectAsync("online")).Is("online"));

        var ack = await agent.SendMessageAsync("您好", conversation.Text("conversation_id"));
        var told = await customer.ExpectAsync("text");
        Assert.Equal((4, "kefu", "客服小王", customer.UserId), (ack.Number("seq"), told.Text("from_type"), told.Text("from_name"), told.Text("to_user_id")));
    }

    [Fact]
    public async Task Queue_WithNobodyThere_TellsEachPlaceAndMovesUp()
    {
        await using var server = await TestServer.StartAsync(("Assignment:Capacity", "1"));
        await using var first = await KefuClient.CustomerAsync(server);
        await first.SendMessageAsync("first");
        await using var second = await KefuClient.CustomerAsync(server);
        await second.SendMessageAsync("second");

        await first.ExpectAsync("conversation", frame => frame.Text("status") == "waiting" && frame.Number("queue_position") == 1);
        await second.ExpectAsync("conversation", frame => frame.Text("status") == "waiting" && frame.Number("queue_position") == 2);

        await using var agent = await KefuClient.AgentAsync(server, await server.LoginAsync("kefu001"));
        await first.ExpectAsync("conversation", frame => frame.Text("status") == "active" && !frame.Has("queue_position"));
        await second.ExpectAsync("conversation", frame => frame.Text("status") == "waiting" && frame.Number("queue_position") == 1);
    }

    [Fact]
    public async Task Accept_ByTwentyAtOnce_HasOneWinner()
    {
        await using var server = await TestServer.StartAsync();
        var tokens = new List<string>();
        foreach (var name in new[] { "kefu001", "kefu002", "kefu003" })
        {
            var token = await server.LoginAsync(name);
            tokens.Add(token);
            using var away = await server.CallAsync(HttpMethod.Put, "/api/kefu/status", token, new { status = "away" });
            Assert.Equal("away", (await away.ReadAsync()).Text("status"));
        }

        await using var customer = await KefuClient.CustomerAsync(server);
        var id = (await customer.SendMessageAsync("who takes me?")).Text("conversation_id");
        var answers = await Task.WhenAll(Enumerable.Range(0, 21).Select(number =>
            server.PostAsync($"/api/sessions/{id}/accept", tokens[number % tokens.Count])));

        // An agent who has it already is answered as the first time; every other is told that somebody else was first.
        Assert.Equal(7, answers.Count(answer => (int)answer.StatusCode == 200));
        Assert.Equal(14, answers.Count(answer => (int)answer.StatusCode is 409 or 404));
        var winner = (await customer.ExpectAsync("conversation", frame => frame.Text("status") == "active")).Part("agent").Text("id");
        var told = await Task.WhenAll(answers.Where(answer => (int)answer.StatusCode == 200).Select(answer => answer.ReadAsync()));
        Assert.All(told, conversation => Assert.Equal(winner, conversation.Part("agent").Text("id")));
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task Logout_OfTheLastConnection_GivesTheConversationsBackAtOnce()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.LoginAsync("kefu001");
        await using var agent = await KefuClient.AgentAsync(server, token);
        await using var customer = await KefuClient.CustomerAsync(server);
        await customer.SendMessageAsync("hello");
        await customer.ExpectAsync("conversation", frame => frame.Text("status") == "active");

        using var logout = await server.PostAsync("/api/kefu/logout", token);
        Assert.Equal(204, (int)logout.StatusCode);
        Assert.Equal(4401, await agent.ExpectCloseAsync());
        await customer.ExpectAsync("conversation", frame => frame.Text("status") == "waiting");
        Assert.False((await customer.ExpectAsync("online", frame => !frame.Is("online"))).Is("online"));
    }

    [Fact]
    public async Task Disconnect_OfTheLastConnection_GivesTheConversationsBackAfterTheGraceTime()
    {
        await using var server = await TestServer.StartAsync(("Assignment:AgentGrace", "00:00:01"));
        var agent = await KefuClient.AgentAsync(server, await server.LoginAsync("kefu001"));
        await using var customer = await KefuClient.CustomerAsync(server);
        await customer.SendMessageAsync("hello");
        await customer.ExpectAsync("conversation", frame => frame.Text("status") == "active");
        await agent.DisposeAsync();

        await customer.ExpectAsync("conversation", frame => frame.Text("status") == "waiting");
    }
}
