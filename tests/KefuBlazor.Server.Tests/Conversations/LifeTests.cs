using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Conversations;

public sealed class LifeTests(AgentAtWork work) : IClassFixture<AgentAtWork>
{
    private ServerProcess Server => work.Server;

    [Fact]
    public async Task Close_ByTheAgent_IsToldToAllAndRefusesSendsThatNameIt()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var id = await OpenAsync(customer);
        await work.Agent.SendAsync(new { type = "close", conversation_id = id });

        var closed = await customer.ExpectAsync("conversation", frame => frame.Text("status") == "closed");
        Assert.Equal("kefu", closed.Text("closed_by"));
        Assert.True(closed.Has("closed_at"));
        await work.Agent.ExpectAsync("conversation", frame => frame.Text("conversation_id") == id && frame.Text("status") == "closed");

        var late = await customer.AskAsync(new() { ["type"] = "text", ["client_id"] = "late", ["content"] = "still there?", ["conversation_id"] = id });
        Assert.Equal(("closed", "late"), (late.Text("code"), late.Text("client_id")));
        var next = await customer.SendMessageAsync("then anew");
        Assert.NotEqual(id, next.Text("conversation_id"));
    }

    [Fact]
    public async Task Close_Again_IsClosedAndTheAckOfAnEarlierSendStays()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var id = await OpenAsync(customer, clientId: "early");
        await customer.SendAsync(new { type = "close" });
        await customer.ExpectAsync("conversation", frame => frame.Text("status") == "closed" && frame.Text("closed_by") == "kehu");

        using var again = await Server.PostAsync($"/api/sessions/{id}/close", work.Token);
        await again.AssertProblemAsync(409, "closed");
        var repeated = await customer.SendMessageAsync("hello", id, "early");
        Assert.True(repeated.Is("duplicate"));
    }

    [Fact]
    public async Task Reopen_ByTheAgent_GoesOnWithTheSameIdAndSeq()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var id = await OpenAsync(customer);
        using var close = await Server.PostAsync($"/api/sessions/{id}/close", work.Token);
        Assert.Equal("closed", (await close.ReadAsync()).Text("status"));
        using var reopen = await Server.PostAsync($"/api/sessions/{id}/reopen", work.Token);
        var reopened = await reopen.ReadAsync();

        Assert.Equal(("active", false), (reopened.Text("status"), reopened.Has("closed_at")));
        Assert.Equal(2, (await customer.SendMessageAsync("on we go", id)).Number("seq"));
    }

    [Fact]
    public async Task Marks_OfBothSides_ReachTheOtherAndOnlyGrow()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var id = await OpenAsync(customer);
        await work.Agent.SendAsync(new { type = "read", conversation_id = id, seq = 99 });
        var read = await customer.ExpectAsync("read");
        Assert.Equal((1, "kefu"), (read.Number("seq"), read.Text("from_type")));

        await work.Agent.SendMessageAsync("answer", id);
        await customer.SendAsync(new { type = "delivered", seq = 2 });
        Assert.Equal(2, (await work.Agent.ExpectAsync("delivered", frame => frame.Text("conversation_id") == id)).Number("seq"));
        await customer.SendAsync(new { type = "delivered", seq = 1 });
        await customer.BarrierAsync();

        using var response = await Server.GetAsync($"/api/sessions/{id}", work.Token);
        var conversation = await response.ReadAsync();
        Assert.Equal((2, 1), (conversation.Part("delivered").Number("kehu"), conversation.Part("read").Number("kefu")));
    }

    [Fact]
    public async Task Typing_ReachesTheOtherSideOnly()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var id = await OpenAsync(customer);
        await using var otherTab = await KefuClient.CustomerAsync(Server, customer.VisitorToken);
        await customer.SendAsync(new { type = "typing", active = true });

        Assert.True((await work.Agent.ExpectAsync("typing", frame => frame.Text("conversation_id") == id)).Is("active"));
        await otherTab.BarrierAsync();
        Assert.DoesNotContain(otherTab.Unread(), frame => frame.Type == "typing");
    }

    [Fact]
    public async Task Sessions_ListAndFilter_PageByCursor()
    {
        await using var first = await KefuClient.CustomerAsync(Server);
        await OpenAsync(first);
        await using var second = await KefuClient.CustomerAsync(Server);
        await OpenAsync(second);

        using var page = await Server.GetAsync("/api/sessions?status=active&limit=1", work.Token);
        var list = await page.ReadAsync();
        var item = Assert.Single(list.Parts("items"));
        Assert.Equal("active", item.Text("status"));
        using var next = await Server.GetAsync($"/api/sessions?status=active&limit=1&cursor={Uri.EscapeDataString(list.Text("next")!)}", work.Token);
        Assert.NotEqual(item.Text("conversation_id"), Assert.Single((await next.ReadAsync()).Parts("items")).Text("conversation_id"));

        using var found = await Server.GetAsync($"/api/sessions?q={second.UserId}", work.Token);
        var only = await found.ReadAsync();
        Assert.Equal(second.UserId, Assert.Single(only.Parts("items")).Part("customer").Text("id"));
        Assert.Null(only.Text("next"));
        Assert.True(only.Has("next"));
    }

    [Theory]
    [InlineData("/api/sessions?status=open")]
    [InlineData("/api/sessions?status=' or 1=1--")]
    [InlineData("/api/sessions?cursor=nonsense")]
    [InlineData("/api/sessions?limit=0")]
    [InlineData("/api/sessions?limit=many")]
    [InlineData("/api/messages/any?after_seq=x")]
    public async Task Query_ThatCannotBe_Is400(string path)
    {
        using var response = await Server.GetAsync(path, work.Token);
        await response.AssertProblemAsync(400, "bad_request");
    }

    [Theory]
    [InlineData("no-such")]
    [InlineData("1")]
    [InlineData("' or 1=1--")]
    public async Task Session_ThatDoesNotExist_Is404(string id)
    {
        using var response = await Server.GetAsync($"/api/sessions/{Uri.EscapeDataString(id)}", work.Token);
        await response.AssertProblemAsync(404, "not_found");
    }

    private async Task<string> OpenAsync(KefuClient customer, string? clientId = null)
    {
        var id = (await customer.SendMessageAsync("hello", clientId: clientId)).Text("conversation_id")!;
        await customer.ExpectAsync("conversation", frame => frame.Text("status") == "active");
        await work.Agent.ExpectAsync("text", frame => frame.Text("conversation_id") == id);
        return id;
    }
}

/// <summary>A server with one agent who is there and has room for any number.</summary>
public sealed class AgentAtWork : IAsyncLifetime
{
    public ServerProcess Server { get; private set; } = null!;

    public KefuClient Agent { get; private set; } = null!;

    public string Token { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await TestServer.StartAsync(("Assignment:Capacity", "0"));
        Token = await Server.LoginAsync("kefu001");
        Agent = await KefuClient.AgentAsync(Server, Token);
    }

    public async Task DisposeAsync()
    {
        await Agent.DisposeAsync();
        await Server.DisposeAsync();
    }
}
