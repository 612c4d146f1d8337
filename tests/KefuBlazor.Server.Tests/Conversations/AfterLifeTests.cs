using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Conversations;

/// <summary>What follows a conversation: its rating, and the transcript to take along.</summary>
public sealed class AfterLifeTests(AgentAtWork work) : IClassFixture<AgentAtWork>
{
    private const string Attack = "<script>alert(1)</script>";

    private ServerProcess Server => work.Server;

    [Fact]
    public async Task Rating_AfterTheClose_IsTakenOnceAndToldToBothSides()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var id = await OpenAsync(customer);
        var early = await RateAsync(customer, id, 5);
        Assert.Equal("conflict", early.Text("code"));
        await CloseAsync(customer);

        await customer.SendAsync(new { type = "rating", conversation_id = id, score = 4, comment = "很好" });
        var rated = await customer.ExpectAsync("conversation", frame => frame.Has("rating"));
        Assert.Equal((4, "很好"), (rated.Part("rating").Number("score"), rated.Part("rating").Text("comment")));
        await work.Agent.ExpectAsync("conversation", frame => frame.Text("conversation_id") == id && frame.Has("rating"));
        Assert.Equal("conflict", (await RateAsync(customer, id, 1)).Text("code"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public async Task Rating_OutOfRange_IsBadRequest(int score)
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var id = await OpenAsync(customer);
        await CloseAsync(customer);
        Assert.Equal("bad_request", (await RateAsync(customer, id, score)).Text("code"));
    }

    [Fact]
    public async Task Rating_ByAnotherCustomerOrAnAgent_IsRefused()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var id = await OpenAsync(customer);
        await CloseAsync(customer);
        await using var stranger = await KefuClient.CustomerAsync(Server);
        Assert.Equal("not_found", (await RateAsync(stranger, id, 1)).Text("code"));
        Assert.Equal("forbidden", (await RateAsync(work.Agent, id, 1)).Text("code"));
    }

    [Theory]
    [InlineData("txt", "text/plain")]
    [InlineData("html", "text/html")]
    [InlineData("json", "application/json")]
    public async Task Transcript_ForItsCustomerAndAgent_IsWholeAndADownload(string format, string type)
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var id = await OpenAsync(customer);
        await customer.SendMessageAsync(Attack);
        foreach (var token in new[] { customer.VisitorToken, work.Token })
        {
            using var response = await GetAsync(id, format, token);
            Assert.Equal((200, type), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
            Assert.StartsWith("attachment; filename=chat-", response.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            var text = await response.Content.ReadAsStringAsync();
            Assert.Contains("hello", text, StringComparison.Ordinal);
            Assert.Equal(format == "txt", text.Contains(Attack, StringComparison.Ordinal) && format != "json");
        }
    }

    [Fact]
    public async Task Transcript_AsAPage_RunsNothing()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var id = await OpenAsync(customer);
        using var response = await GetAsync(id, "html", work.Token);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("sandbox; default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transcript_ForAnybodyElse_DoesNotExist()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var id = await OpenAsync(customer);
        await using var stranger = await KefuClient.CustomerAsync(Server);
        using var theirs = await GetAsync(id, "txt", stranger.VisitorToken);
        await theirs.AssertProblemAsync(404, "not_found");
        using var anothers = await GetAsync(id, "txt", await Server.LoginAsync("kefu002"));
        await anothers.AssertProblemAsync(404, "not_found");
        using var nobodys = await GetAsync(id, "txt", null);
        await nobodys.AssertProblemAsync(401, "unauthenticated");
        using var odd = await GetAsync(id, "pdf", work.Token);
        await odd.AssertProblemAsync(400, "bad_request");
    }

    private static Task<Frame> RateAsync(KefuClient who, string id, int score) =>
        who.AskAsync(new() { ["type"] = "rating", ["conversation_id"] = id, ["score"] = score });

    private static async Task CloseAsync(KefuClient customer)
    {
        await customer.SendAsync(new { type = "close" });
        await customer.ExpectAsync("conversation", frame => frame.Text("status") == "closed");
    }

    private Task<HttpResponseMessage> GetAsync(string id, string format, string? token) =>
        Server.GetAsync($"/api/sessions/{id}/transcript?format={format}", token);

    private async Task<string> OpenAsync(KefuClient customer)
    {
        var id = (await customer.SendMessageAsync("hello")).Text("conversation_id")!;
        await customer.ExpectAsync("conversation", frame => frame.Text("status") == "active");
        await work.Agent.ExpectAsync("text", frame => frame.Text("conversation_id") == id);
        return id;
    }
}
