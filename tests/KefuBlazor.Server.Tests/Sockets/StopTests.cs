using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Sockets;

public sealed class StopTests
{
    [Fact]
    public async Task Terminate_WithOpenConnections_SaysByeClosesWith1001AndEnds()
    {
        await using var server = await TestServer.StartAsync();
        await using var customer = await KefuClient.CustomerAsync(server);
        await using var agent = await KefuClient.AgentAsync(server, await server.LoginAsync("kefu001"));
        var stopping = server.StopAsync();

        foreach (var client in new[] { customer, agent })
        {
            Assert.InRange((await client.ExpectAsync("bye")).Number("retry_ms"), 1, 10_000);
            Assert.Equal(1001, await client.ExpectCloseAsync());
        }

        Assert.InRange((await stopping).TotalSeconds, 0, 20);
    }

    [Fact]
    public async Task Kill_AmidSends_KeepsEveryAckedMessageOnceAndInOrder()
    {
        await using var server = await TestServer.StartAsync(("Limits:SendsPerTenSeconds", "0"));
        await using var customer = await KefuClient.CustomerAsync(server);
        var token = customer.VisitorToken;
        var conversation = (await customer.SendMessageAsync("0", clientId: "c0")).Text("conversation_id")!;
        for (var sent = 1; sent <= 300; sent++)
            await customer.SendAsync(new { type = "text", client_id = $"c{sent}", content = $"{sent}" });

        // Some are acked and many are on their way when it dies.
        await customer.ExpectAsync("ack", ack => ack.Text("client_id") == "c100");
        await server.KillAsync();
        await customer.ExpectCloseAsync();
        var acked = customer.Unread().Where(frame => frame.Type == "ack").ToDictionary(ack => ack.Text("client_id")!, ack => ack.Number("seq"));

        await server.StartAgainAsync();
        await using var back = await KefuClient.CustomerAsync(server, token);
        var stored = await ReadAllAsync(back, conversation);
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(seq => (long)seq), stored.Select(message => message.Number("seq")));
        Assert.Equal(stored.Count, stored.Select(message => message.Text("client_id")).Distinct().Count());
        Assert.All(acked, ack => Assert.Equal(ack.Key, stored[(int)ack.Value - 1].Text("client_id")));

        // What is sent again now is known where it was stored, acked or not, and stored where it was not.
        Assert.True((await back.SendMessageAsync("100", conversation, "c100")).Is("duplicate"));
        Assert.False((await back.SendMessageAsync("new", conversation, "new")).Is("duplicate"));
    }

    [Fact]
    public async Task Restart_KeepsTokensAndCookiesValid()
    {
        await using var server = await TestServer.StartAsync();
        await using var customer = await KefuClient.CustomerAsync(server);
        var session = await server.LoginAsync("kefu001");
        await server.KillAsync();
        await server.StartAgainAsync();

        using var asCustomer = await server.GetAsync("/api/kehu/me", customer.VisitorToken);
        Assert.Equal(customer.UserId, (await asCustomer.ReadAsync()).Text("user_id"));
        using var asAgent = await server.GetAsync("/api/kefu/me", session);
        Assert.Equal("kefu001", (await asAgent.ReadAsync()).Text("id"));
    }

    private static async Task<List<Frame>> ReadAllAsync(KefuClient client, string conversation)
    {
        var all = new List<Frame>();
        for (var more = true; more;)
        {
            var page = await client.AskAsync(new()
            {
                ["type"] = "history",
                ["conversation_id"] = conversation,
                ["after_seq"] = all.Count,
                ["limit"] = 100,
            });
            all.AddRange(page.Parts("messages"));
            more = page.Is("has_more");
        }

        return all;
    }
}
