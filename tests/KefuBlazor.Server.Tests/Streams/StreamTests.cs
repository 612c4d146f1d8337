using System.Net;
using KefuBlazor.Server.Tests.Support;
using Eventually = KefuBlazor.Testing.Eventually;

namespace KefuBlazor.Server.Tests.Streams;

public sealed class StreamTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private ServerProcess Server => shared.Server;

    [Fact]
    public async Task Welcome_OfANewCustomer_NamesTheStreamAndShowsTheToken()
    {
        await using var customer = await KefuClient.StreamAsync(Server.BaseAddress);
        await using var again = await KefuClient.StreamAsync(Server.BaseAddress, customer.VisitorToken);

        Assert.NotNull(customer.Welcome.Text("connection_id"));
        Assert.Equal(customer.UserId, again.UserId);
        Assert.NotEqual(customer.Welcome.Text("connection_id"), again.Welcome.Text("connection_id"));
        Assert.False(again.Welcome.Has("visitor_token"));
    }

    [Fact]
    public async Task Welcome_OverAWebSocket_NamesNothing()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        Assert.False(customer.Welcome.Has("connection_id"));
    }

    [Fact]
    public async Task Chat_OverAStream_IsTheSameAsOverASocket()
    {
        await using var agent = await KefuClient.AgentAsync(Server, await Server.LoginAsync("kefu001"));
        await using var customer = await KefuClient.StreamAsync(Server.BaseAddress);
        await using var tab = await KefuClient.CustomerAsync(Server, customer.VisitorToken);

        var ack = await customer.SendMessageAsync("你好\n第二行");
        var conversation = ack.Text("conversation_id")!;
        Assert.Equal("你好\n第二行", (await tab.ExpectAsync("text")).Text("content"));
        await agent.ExpectAsync("conversation", frame => frame.Text("conversation_id") == conversation && frame.Text("status") == "active");
        await agent.SendMessageAsync("您好", conversation);
        Assert.Equal("您好", (await customer.ExpectAsync("text")).Text("content"));

        // Its own message is acked and not told again, as on a socket.
        await customer.BarrierAsync();
        Assert.DoesNotContain(customer.Unread(), frame => frame.Type == "text");
        Assert.True((await customer.SendMessageAsync("x", clientId: ack.Text("client_id"))).Is("duplicate"));
    }

    [Theory]
    [InlineData("wrong", 401)]
    [InlineData("", 401)]
    public async Task Connect_WithAWrongToken_IsRefused(string token, int status)
    {
        using var response = await Server.CallAsync(HttpMethod.Get, "/api/kehu/events?user_id=customer_x", token.Length > 0 ? token : "nobody's");
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Frame_ForAStreamThatIsNotTheirs_Is404AndDoesNothing()
    {
        await using var customer = await KefuClient.StreamAsync(Server.BaseAddress);
        await using var other = await KefuClient.StreamAsync(Server.BaseAddress);
        var body = new { connection_id = customer.Welcome.Text("connection_id"), frame = new { type = "text", client_id = "a", content = "x" } };
        using var foreign = await Server.PostAsync("/api/kehu/frames", other.VisitorToken, body);
        using var nobodys = await Server.PostAsync("/api/kehu/frames", null, body);
        using var unknown = await Server.PostAsync("/api/kehu/frames", other.VisitorToken, body with { connection_id = "nothing" });
        using var empty = await Server.PostAsync("/api/kehu/frames", other.VisitorToken, new { frame = body.frame });

        await foreign.AssertProblemAsync(404, "not_found");
        Assert.Equal(HttpStatusCode.Unauthorized, nobodys.StatusCode);
        Assert.Equal(await foreign.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        await customer.BarrierAsync();
        Assert.DoesNotContain(customer.Unread(), frame => frame.Type is "ack" or "text");
    }

    [Fact]
    public async Task Frame_ForAStreamThatIsOver_Is404()
    {
        var customer = await KefuClient.StreamAsync(Server.BaseAddress);
        var (token, id) = (customer.VisitorToken, customer.Welcome.Text("connection_id"));
        await customer.DisposeAsync();

        HttpStatusCode? seen = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                using var response = await Server.PostAsync("/api/kehu/frames", token, new { connection_id = id, frame = new { type = "heartbeat" } });
                seen = response.StatusCode;
                return seen == HttpStatusCode.NotFound;
            },
            () => $"the stream stays: {seen}");
    }

    [Fact]
    public async Task Stream_Headers_KeepWhatIsOnTheWayFromGatheringIt()
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(Server.BaseAddress, "/api/kehu/events"), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("no-store, no-transform", response.Headers.CacheControl?.ToString());
        Assert.Equal("no", Assert.Single(response.Headers.GetValues("X-Accel-Buffering")));
    }
}
