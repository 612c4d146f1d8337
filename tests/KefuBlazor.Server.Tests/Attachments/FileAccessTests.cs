using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Attachments;

/// <summary>F05: a file is for the members of its conversation; to everybody else it does not exist.</summary>
public sealed class FileAccessTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private ServerProcess Server => shared.Server;

    [Fact]
    public async Task F05_MessageWithAFile_ReachesTheAgentWithALinkOfTheirOwn()
    {
        var token = await Server.LoginAsync("kefu001");
        await using var agent = await KefuClient.AgentAsync(Server, token);
        await using var customer = await KefuClient.CustomerAsync(Server);
        var conversation = (await customer.SendMessageAsync("hello")).Text("conversation_id")!;
        await agent.ExpectAsync("text", frame => frame.Text("conversation_id") == conversation);
        var url = await Server.UploadedAsync(customer.VisitorToken, "猫.png");
        var ack = await customer.SendFileAsync("image", url);

        var told = await agent.ExpectAsync("image", frame => frame.Text("conversation_id") == conversation);
        Assert.Equal((ack.Text("id"), "猫.png", "image/png", 64L), (told.Text("id"), told.Text("filename"), told.Text("content_type"), told.Number("width")));
        Assert.Null(told.Text("content"));
        Assert.NotEqual(url, told.Text("url"));
        using var fetched = await Server.GetAsync(told.Text("url")!);
        Assert.Equal(Uploads.Picture, await fetched.Content.ReadAsByteArrayAsync());

        var answer = await Server.UploadedAsync(token, "answer.png");
        await agent.SendFileAsync("image", answer, conversation);
        using var byCustomer = await Server.GetAsync((await customer.ExpectAsync("image")).Text("url")!);
        Assert.Equal(200, (int)byCustomer.StatusCode);
    }

    [Fact]
    public async Task F05_AnybodyButMembers_FindsNothing()
    {
        await using var owner = await KefuClient.CustomerAsync(Server);
        await using var stranger = await KefuClient.CustomerAsync(Server);
        await stranger.SendMessageAsync("of my own");
        var admin = await Server.LoginAsync("admin");
        var url = await Server.UploadedAsync(owner.VisitorToken);
        await owner.SendFileAsync("image", url);
        var path = Uploads.Unsigned(url);
        var signature = url[path.Length..];
        var another = Uploads.Unsigned(await Server.UploadedAsync(stranger.VisitorToken));

        Assert.Equal(200, await StatusAsync(path, owner.VisitorToken));
        Assert.Equal(200, await StatusAsync(path, admin));
        Assert.Equal(200, await StatusAsync(url, null));

        Assert.Equal(404, await StatusAsync(path, null));
        Assert.Equal(404, await StatusAsync(path, "wrong"));
        Assert.Equal(404, await StatusAsync(path, stranger.VisitorToken));
        Assert.Equal(404, await StatusAsync(another + signature, null));
        Assert.Equal(404, await StatusAsync(url[..^1] + (url[^1] == 'A' ? 'B' : 'A'), null));
        Assert.Equal(404, await StatusAsync("/api/messages/files/..%2f..%2fkefu.db", owner.VisitorToken));
    }

    [Fact]
    public async Task F05_AnothersUpload_CannotBeBoundNorFetched()
    {
        await using var owner = await KefuClient.CustomerAsync(Server);
        await using var stranger = await KefuClient.CustomerAsync(Server);
        var url = await Server.UploadedAsync(owner.VisitorToken);
        var stolen = await stranger.AskAsync(new() { ["type"] = "image", ["client_id"] = "m1", ["url"] = url });
        Assert.Equal(("error", "not_found", "m1"), (stolen.Type, stolen.Text("code"), stolen.Text("client_id")));
        Assert.Equal(404, await StatusAsync(Uploads.Unsigned(url), stranger.VisitorToken));

        await owner.SendFileAsync("image", url);
        var again = await owner.AskAsync(new() { ["type"] = "image", ["client_id"] = "another", ["url"] = url });
        Assert.Equal("conflict", again.Text("code"));
    }

    [Theory]
    [InlineData("https://evil.example/x.png")]
    [InlineData("/api/messages/files/")]
    [InlineData("/api/messages/files/../upload")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("file:///etc/passwd")]
    public async Task Send_UrlThatIsNoUpload_IsBadRequest(string url)
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var answer = await customer.AskAsync(new() { ["type"] = "image", ["client_id"] = "m1", ["url"] = url });
        Assert.Equal("bad_request", answer.Text("code"));
    }

    [Fact]
    public async Task F05_Upload_IsForAgentsAndCustomersOnly()
    {
        using var nobody = await Server.UploadAsync(null, "a.png", Uploads.Picture);
        await nobody.AssertProblemAsync(401, "unauthenticated");
        using var wrong = await Server.UploadAsync("wrong", "a.png", Uploads.Picture);
        await wrong.AssertProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task F05_DesksCookie_CountsFromTheDesksOwnPagesOnly()
    {
        using var desk = new Browser(Server);
        (await desk.SignInAsync("kefu002")).Dispose();
        using var form = Uploads.FormOf("a.png", Uploads.Picture);
        using var own = await desk.SendAsync(HttpMethod.Post, "/api/messages/upload", form, Server.BaseAddress.GetLeftPart(UriPartial.Authority));
        Assert.Equal(201, (int)own.StatusCode);
        using var fetched = await desk.GetAsync(Uploads.Unsigned((await own.ReadAsync()).Text("url")!));
        Assert.Equal(200, (int)fetched.StatusCode);

        using var another = Uploads.FormOf("a.png", Uploads.Picture);
        using var foreign = await desk.SendAsync(HttpMethod.Post, "/api/messages/upload", another, "https://evil.example");
        await foreign.AssertProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task Send_ByHttp_BindsOnceAndAnswersAgainWithTheFirstAck()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var body = new { type = "file", client_id = "m1", url = await Server.UploadedAsync(customer.VisitorToken) };
        using var first = await Server.PostAsync("/api/messages", customer.VisitorToken, body);
        using var again = await Server.PostAsync("/api/messages", customer.VisitorToken, body);
        var (ack, duplicate) = (await first.ReadAsync(), await again.ReadAsync());
        Assert.Equal(ack.Text("id"), duplicate.Text("id"));

        using var read = await Server.GetAsync($"/api/messages/{ack.Text("conversation_id")}", customer.VisitorToken);
        Assert.Contains("\"filename\":\"a.png\"", await read.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<int> StatusAsync(string path, string? token)
    {
        using var response = await Server.GetAsync(path, token);
        return (int)response.StatusCode;
    }
}
