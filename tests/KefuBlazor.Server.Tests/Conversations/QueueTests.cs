using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Conversations;

/// <summary>Before somebody is there: forms, messages that are left, silence, over real sockets.</summary>
public sealed class QueueTests
{
    private static readonly (string, string)[] Form =
    [
        ("Widget:PreChat:Departments:0:Id", "sales"),
        ("Widget:PreChat:Departments:0:Name:zh-CN", "售前"),
        ("Widget:PreChat:Fields:0:Kind", "Email"),
        ("Widget:PreChat:Fields:0:Required", "true"),
        ("Widget:PreChat:Fields:1:Key", "order"),
        ("Widget:PreChat:Fields:1:Label:zh-CN", "订单号"),
    ];

    [Fact]
    public async Task PreChat_GivenWithTheFirstMessage_ReachesTheAgentWithTheConversation()
    {
        await using var server = await TestServer.StartAsync(Form);
        await using var agent = await KefuClient.AgentAsync(server, await server.LoginAsync("kefu001"));
        await using var customer = await KefuClient.CustomerAsync(server);
        await customer.SendAsync(new
        {
            type = "text",
            client_id = "m1",
            content = "hello",
            department = "sales",
            form = new { email = "a@example.com", order = "42", shoe_size = "44" },
        });

        var conversation = await agent.ExpectAsync("conversation", frame => frame.Has("department"));
        Assert.Equal("sales", conversation.Text("department"));
        Assert.Equal(("a@example.com", "42", false), (conversation.Part("form").Text("email"), conversation.Part("form").Text("order"), conversation.Part("form").Has("shoe_size")));
        var seen = await customer.ExpectAsync("conversation");
        Assert.Equal((false, false), (seen.Has("department"), seen.Has("form")));

        var refused = await customer.AskAsync(new() { ["type"] = "text", ["client_id"] = "m2", ["content"] = "x", ["department"] = "nobody" });
        Assert.Equal(("bad_request", "m2"), (refused.Text("code"), refused.Text("client_id")));
    }

    [Fact]
    public async Task PreChat_OverHttp_ReachesTheAgentAndTheCustomersProfile()
    {
        await using var server = await TestServer.StartAsync(Form);
        var token = await server.LoginAsync("kefu001");
        await using var agent = await KefuClient.AgentAsync(server, token);
        await using var customer = await KefuClient.CustomerAsync(server);
        using var sent = await server.PostAsync("/api/messages", customer.VisitorToken, new
        {
            type = "text",
            client_id = "m1",
            content = "hello",
            department = "sales",
            form = new { name = "小陈", email = "a@example.com", order = "42" },
        });
        Assert.Equal("ack", (await sent.ReadAsync()).Type);

        var conversation = await agent.ExpectAsync("conversation", frame => frame.Part("customer").Text("name") == "小陈");
        Assert.Equal(("sales", "42"), (conversation.Text("department"), conversation.Part("form").Text("order")));
        using var connected = await server.GetAsync("/api/kehu?online=true", token);
        var profile = Assert.Single((await connected.ReadAsync()).Parts("items"));
        Assert.Equal("小陈", profile.Text("name"));

        using var refused = await server.PostAsync(
            "/api/messages", customer.VisitorToken, new { type = "text", client_id = "m2", content = "x", form = new { name = (string?)null } });
        await refused.AssertProblemAsync(400, "bad_request");
    }

    [Fact]
    public async Task Config_WithAForm_TellsTheWidget()
    {
        await using var server = await TestServer.StartAsync(Form);
        using var response = await server.GetAsync("/api/kehu/config", null);
        var form = (await response.ReadAsync()).Part("pre_chat");
        Assert.Equal(["email", "order"], form.Parts("fields").Select(field => field.Text("key")));
        Assert.Equal(["email", "text"], form.Parts("fields").Select(field => field.Text("kind")));
        Assert.True(form.Parts("fields")[0].Is("required"));
        Assert.Equal("售前", Assert.Single(form.Parts("departments")).Part("name").Text("en"));
    }

    [Fact]
    public async Task LeaveMessage_OverHttp_IsWhatItIsOnASocket()
    {
        await using var server = await TestServer.StartAsync();
        await using var customer = await KefuClient.CustomerAsync(server);
        var left = new { type = "leave_message", client_id = "left", content = "please call", name = "小陈", phone = "13800000000" };
        using var sent = await server.PostAsync("/api/messages", customer.VisitorToken, left);
        Assert.Equal((1, false), ((await sent.ReadAsync()).Number("seq"), (await sent.ReadAsync()).Is("duplicate")));

        var token = await server.LoginAsync("kefu001");
        await using var agent = await KefuClient.AgentAsync(server, token);
        var assigned = await agent.ExpectAsync("conversation", frame => frame.Text("status") == "active");
        Assert.True(assigned.Has("left_message_at"));
        Assert.Equal(("小陈", "13800000000"), (assigned.Part("customer").Text("name"), assigned.Part("form").Text("phone")));

        using var again = await server.PostAsync("/api/messages", customer.VisitorToken, left);
        Assert.True((await again.ReadAsync()).Is("duplicate"));
        using var late = await server.PostAsync("/api/messages", customer.VisitorToken, left with { client_id = "late" });
        await late.AssertProblemAsync(409, "conflict");
        using var agents = await server.PostAsync("/api/messages", token, left with { client_id = "agent" });
        await agents.AssertProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task LeaveMessage_NobodyThere_WaitsForWhoComes()
    {
        await using var server = await TestServer.StartAsync();
        await using var customer = await KefuClient.CustomerAsync(server);
        Assert.False(customer.Welcome.Is("online"));
        await customer.SendAsync(new { type = "leave_message", client_id = "left", content = "please call", name = "小陈", phone = "13800000000" });
        var ack = await customer.ExpectAsync("ack");
        Assert.Equal((1, false), (ack.Number("seq"), ack.Is("duplicate")));
        Assert.Equal("waiting", (await customer.ExpectAsync("conversation")).Text("status"));

        await using var agent = await KefuClient.AgentAsync(server, await server.LoginAsync("kefu001"));
        var assigned = await agent.ExpectAsync("conversation", frame => frame.Text("status") == "active");
        Assert.True(assigned.Has("left_message_at"));
        Assert.Equal(("小陈", "13800000000"), (assigned.Part("form").Text("name"), assigned.Part("form").Text("phone")));
        await customer.ExpectAsync("online", frame => frame.Is("online"));

        var refused = await customer.AskAsync(new() { ["type"] = "leave_message", ["client_id"] = "second", ["content"] = "again" });
        Assert.Equal(("conflict", "second"), (refused.Text("code"), refused.Text("client_id")));
        var known = await customer.AskAsync(new() { ["type"] = "leave_message", ["client_id"] = "left", ["content"] = "please call" });
        Assert.True(known.Is("duplicate"));
        var forbidden = await agent.AskAsync(new() { ["type"] = "leave_message", ["client_id"] = "theirs", ["content"] = "no" });
        Assert.Equal("forbidden", forbidden.Text("code"));
    }

    [Fact]
    public async Task Hours_Closed_NobodyIsOnlineAndATextIsTakenAllTheSame()
    {
        await using var server = await TestServer.StartAsync(("Hours:Weekly:Monday", "closed"));
        await using var agent = await KefuClient.AgentAsync(server, await server.LoginAsync("kefu001"));
        await using var customer = await KefuClient.CustomerAsync(server);
        Assert.False(customer.Welcome.Is("online"));
        await customer.SendMessageAsync("anybody?");
        await agent.ExpectAsync("conversation", frame => frame.Text("status") == "active");
        await using var later = await KefuClient.CustomerAsync(server);
        Assert.False(later.Welcome.Is("online"));
    }

    [Fact]
    public async Task Idle_TheCustomerIsSilent_IsWarnedAndThenClosed()
    {
        await using var server = await TestServer.StartAsync(
            ("Conversations:IdleWarningAfter", "00:00:01"), ("Conversations:IdleCloseAfter", "00:00:01"));
        await using var agent = await KefuClient.AgentAsync(server, await server.LoginAsync("kefu001"));
        await using var customer = await KefuClient.CustomerAsync(server);
        var id = (await customer.SendMessageAsync("hello")).Text("conversation_id")!;
        await agent.ExpectAsync("text");
        await agent.SendMessageAsync("answer", id);

        var warning = await customer.ExpectAsync("system");
        Assert.Equal(("idle_warning", 3), (warning.Text("code"), warning.Number("seq")));
        Assert.Equal("idle_warning", (await agent.ExpectAsync("system")).Text("code"));
        var closed = await customer.ExpectAsync("conversation", frame => frame.Text("status") == "closed");
        Assert.Equal(("system", "idle"), (closed.Text("closed_by"), closed.Text("close_reason")));
        await agent.ExpectAsync("conversation", frame => frame.Text("status") == "closed");
    }

    [Fact]
    public async Task Reopen_WithinTheTime_GoesOnInTheSameConversationWithoutItsRating()
    {
        await using var server = await TestServer.StartAsync(("Conversations:ReopenWithin", "1.00:00:00"));
        await using var agent = await KefuClient.AgentAsync(server, await server.LoginAsync("kefu001"));
        await using var customer = await KefuClient.CustomerAsync(server);
        var id = (await customer.SendMessageAsync("hello")).Text("conversation_id")!;
        await customer.ExpectAsync("conversation", frame => frame.Text("status") == "active");
        await customer.SendAsync(new { type = "close" });
        await customer.SendAsync(new { type = "rating", conversation_id = id, score = 2 });
        await customer.ExpectAsync("conversation", frame => frame.Has("rating"));

        var next = await customer.SendMessageAsync("one more thing");
        Assert.Equal((id, 2), (next.Text("conversation_id"), next.Number("seq")));
        var reopened = await customer.ExpectAsync("conversation", frame => frame.Text("status") != "closed" && frame.Number("version") > 4);
        Assert.Equal((false, false), (reopened.Has("rating"), reopened.Has("closed_at")));
    }
}
