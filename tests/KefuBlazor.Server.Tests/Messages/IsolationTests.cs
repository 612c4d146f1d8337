using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Messages;

/// <summary>A customer's frames touch that customer's own conversations and nothing else.</summary>
public sealed class IsolationTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private ServerProcess Server => shared.Server;

    public static TheoryData<string, string> Frames => new()
    {
        { "text", "\"client_id\":\"x\",\"content\":\"intruder\"" },
        { "typing", "\"active\":true" },
        { "delivered", "\"seq\":1" },
        { "read", "\"seq\":1" },
        { "history", "\"limit\":10" },
        { "close", "\"x\":1" },
    };

    [Theory]
    [MemberData(nameof(Frames))]
    public async Task Frame_NamingAnothersConversation_IsNotFoundLikeOneThatDoesNotExist(string type, string members)
    {
        await using var owner = await KefuClient.CustomerAsync(Server);
        await using var intruder = await KefuClient.CustomerAsync(Server);
        await intruder.SendMessageAsync("mine");
        var conversation = (await owner.SendMessageAsync("private")).Text("conversation_id")!;

        await intruder.SendTextAsync($"{{\"type\":\"{type}\",\"conversation_id\":\"{conversation}\",{members}}}");
        var real = await intruder.ExpectAsync("error");
        await intruder.SendTextAsync($"{{\"type\":\"{type}\",\"conversation_id\":\"no-such-conversation\",{members}}}");
        var imagined = await intruder.ExpectAsync("error");

        Assert.Equal("not_found", real.Text("code"));
        Assert.Equal(imagined.ToString(), real.ToString());
        await owner.BarrierAsync();
        Assert.DoesNotContain(owner.Unread(), frame => frame.Type is "typing" or "read" or "delivered" or "text");
    }

    [Fact]
    public async Task Http_NamingAnothersConversation_IsNotFound()
    {
        await using var owner = await KefuClient.CustomerAsync(Server);
        await using var intruder = await KefuClient.CustomerAsync(Server);
        var conversation = (await owner.SendMessageAsync("private")).Text("conversation_id")!;

        using var read = await Server.GetAsync($"/api/messages/{conversation}", intruder.VisitorToken);
        await read.AssertProblemAsync(404, "not_found");
        using var written = await Server.PostAsync(
            "/api/messages", intruder.VisitorToken, new { type = "text", client_id = "x", conversation_id = conversation, content = "intruder" });
        await written.AssertProblemAsync(404, "not_found");
    }

    [Theory]
    [InlineData("GET", "/api/sessions")]
    [InlineData("GET", "/api/sessions/any")]
    [InlineData("POST", "/api/sessions/any/accept")]
    [InlineData("POST", "/api/sessions/any/close")]
    [InlineData("POST", "/api/sessions/any/reopen")]
    [InlineData("GET", "/api/kehu?online=true")]
    [InlineData("GET", "/api/kefu/agents")]
    [InlineData("GET", "/api/kefu/me")]
    [InlineData("PUT", "/api/kefu/status")]
    [InlineData("POST", "/api/kefu/logout")]
    public async Task Http_AgentsRoute_RefusesCustomersAndStrangers(string method, string path)
    {
        await using var customer = await KefuClient.CustomerAsync(Server);

        using var asCustomer = await Server.CallAsync(new HttpMethod(method), path, customer.VisitorToken, new { status = "online" });
        await asCustomer.AssertProblemAsync(403, "forbidden");
        using var asStranger = await Server.CallAsync(new HttpMethod(method), path, token: null, new { status = "online" });
        await asStranger.AssertProblemAsync(401, "unauthenticated");
        using var withBadToken = await Server.CallAsync(new HttpMethod(method), path, "wrong", new { status = "online" });
        await withBadToken.AssertProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task Frame_OfAgentsFromACustomer_IsForbidden()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var accept = await customer.AskAsync(new() { ["type"] = "accept", ["conversation_id"] = "any" });
        var status = await customer.AskAsync(new() { ["type"] = "status", ["status"] = "online" });

        Assert.Equal(("forbidden", "forbidden"), (accept.Text("code"), status.Text("code")));
    }
}
