using KefuBlazor.Core.Customers;
using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Customers;

public sealed class IdentityTests(SigningSite site) : IClassFixture<SigningSite>
{
    private ServerProcess Server => site.Server;

    [Fact]
    public async Task Identify_KnownOnAnotherBrowser_IsThatCustomerOnANewSocket()
    {
        await using var desktop = await KefuClient.CustomerAsync(Server);
        var externalId = NewId();
        await desktop.SendAsync(Identify(externalId));
        await desktop.BarrierAsync();
        await using var phone = await KefuClient.CustomerAsync(Server);
        var conversation = (await phone.SendMessageAsync("from the phone")).Text("conversation_id");

        await phone.SendAsync(Identify(externalId));
        var identified = await phone.ExpectAsync("identified");
        Assert.Equal(desktop.UserId, identified.Text("user_id"));
        var moved = await desktop.ExpectAsync("conversation");
        Assert.Equal(conversation, moved.Text("conversation_id"));

        await using var again = await KefuClient.CustomerAsync(Server, identified.Text("visitor_token"));
        Assert.Equal((desktop.UserId, conversation), (again.UserId, again.Welcome.Part("conversation").Text("conversation_id")));
        await again.SendMessageAsync("as who I am");
        Assert.Equal(conversation, (await desktop.ExpectAsync("text", frame => frame.Text("content") == "as who I am")).Text("conversation_id"));

        var late = await phone.AskAsync(new() { ["type"] = "text", ["client_id"] = "late", ["content"] = "on the old socket" });
        Assert.Equal("unauthenticated", late.Text("code"));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => KefuClient.CustomerAsync(Server, phone.VisitorToken));
        Assert.Equal(401, refused.Status);
    }

    [Fact]
    public async Task Identify_WithAWrongHash_IsForbiddenAndTellsNothing()
    {
        await using var owner = await KefuClient.CustomerAsync(Server);
        var externalId = NewId();
        await owner.SendAsync(Identify(externalId));
        await owner.SendMessageAsync("private");
        await using var intruder = await KefuClient.CustomerAsync(Server);
        var hash = UserHash.Of(externalId, SigningSite.Secret);
        var wrong = (hash[0] == '0' ? '1' : '0') + hash[1..];

        var known = await intruder.AskAsync(new() { ["type"] = "identify", ["external_id"] = externalId, ["user_hash"] = wrong });
        var unknown = await intruder.AskAsync(new() { ["type"] = "identify", ["external_id"] = NewId(), ["user_hash"] = wrong });
        Assert.Equal("forbidden", known.Text("code"));
        Assert.Equal(unknown.Text("message"), known.Text("message"));
        await using var again = await KefuClient.CustomerAsync(Server, intruder.VisitorToken);
        Assert.False(again.Welcome.Has("conversation"));
    }

    [Fact]
    public async Task List_ConnectedCustomers_HasTheirPageAndWhatTheAgentMaySee()
    {
        await using var agent = await KefuClient.AgentAsync(Server, site.Token);
        await using var chatting = await KefuClient.ConnectAsync(
            Server, "user_type=kehu", configure: options => options.SetRequestHeader("User-Agent", "Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537"));
        await chatting.SendAsync(new { type = "page", url = "https://shop.example/cart", title = "<b>Cart</b>" });
        await chatting.SendMessageAsync("hello");
        await using var looking = await KefuClient.CustomerAsync(Server);
        await looking.BarrierAsync();

        var items = await AllAsync();
        var one = items.Single(item => item.Text("user_id") == chatting.UserId);
        Assert.Equal(("https://shop.example/cart", "<b>Cart</b>"), (one.Part("page").Text("url"), one.Part("page").Text("title")));
        Assert.Equal("Chrome · Windows", one.Text("device"));
        Assert.Equal(chatting.UserId, one.Part("conversation").Part("customer").Text("id"));
        Assert.False(items.Single(item => item.Text("user_id") == looking.UserId).Has("conversation"));

        await chatting.DisposeAsync();
        List<Frame> left = items;
        await Eventually.HoldsAsync(
            async () => (left = await AllAsync()).All(item => item.Text("user_id") != chatting.UserId), () => string.Join(' ', left));
    }

    [Theory]
    [InlineData("/api/kehu")]
    [InlineData("/api/kehu?online=false")]
    [InlineData("/api/kehu?online=true&cursor=nonsense")]
    [InlineData("/api/kehu?online=true&limit=0")]
    public async Task List_OutOfRange_IsABadRequest(string path)
    {
        using var answer = await Server.GetAsync(path, site.Token);
        await answer.AssertProblemAsync(400, "bad_request");
    }

    private static string NewId() => "user-" + Guid.NewGuid();

    private static object Identify(string externalId) =>
        new { type = "identify", external_id = externalId, user_hash = UserHash.Of(externalId, SigningSite.Secret) };

    private async Task<List<Frame>> AllAsync()
    {
        List<Frame> items = [];
        for (string? cursor = string.Empty; cursor is not null;)
        {
            using var answer = await Server.GetAsync($"/api/kehu?online=true&limit=1&cursor={cursor}", site.Token);
            var page = await answer.ReadAsync();
            items.AddRange(page.Parts("items"));
            cursor = page.Text("next");
        }

        return items;
    }
}

/// <summary>A server of a site that signs its customers' ids.</summary>
public sealed class SigningSite : IAsyncLifetime
{
    public const string Secret = "a secret of the site's, only for tests";

    public ServerProcess Server { get; private set; } = null!;

    public string Token { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await TestServer.StartAsync(("Customers:IdentitySecret", Secret));
        Token = await Server.LoginAsync("kefu001");
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
