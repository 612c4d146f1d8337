using System.Net;
using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Identity;

public sealed class BrowserTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private ServerProcess Server => shared.Server;

    [Fact]
    public async Task Desk_WithoutACookie_LeadsToTheSignIn()
    {
        using var browser = new Browser(Server);
        using var page = await browser.GetAsync("/kefu/");

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.StartsWith("/kefu/login", new Uri(Server.BaseAddress, page.Headers.Location!).PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_ByTheForm_OpensTheDeskAndTheApiUnderOneCookie()
    {
        using var browser = new Browser(Server);
        using var signedIn = await browser.SignInAsync("kefu001");
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), value => value.StartsWith("kefu=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);

        using var desk = await browser.GetAsync("/kefu/");
        Assert.Equal(HttpStatusCode.OK, desk.StatusCode);
        using var me = await browser.GetAsync("/api/kefu/me");
        Assert.Equal("kefu001", (await me.ReadAsync()).Text("id"));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1:1")]
    public async Task UnsafeRequest_WithACookieFromAForeignPage_Is403AndDoesNothing(string origin)
    {
        using var browser = new Browser(Server);
        using var signedIn = await browser.SignInAsync("kefu002");
        using var foreign = await browser.SendAsync(HttpMethod.Put, "/api/kefu/status", new { status = "away" }, origin);
        await foreign.AssertProblemAsync(403, "forbidden");

        using var me = await browser.GetAsync("/api/kefu/me");
        Assert.Equal("online", (await me.ReadAsync()).Text("status"));
        using var own = await browser.SendAsync(HttpMethod.Put, "/api/kefu/status", new { status = "online" }, Server.BaseAddress.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Theory]
    [InlineData("same-origin", 200)]
    [InlineData("same-site", 403)]
    [InlineData("cross-site", 403)]
    public async Task UnsafeRequest_WithACookieFromAPageWithoutAName_CountsAsTheBrowserSays(string site, int status)
    {
        using var browser = new Browser(Server);
        using var signedIn = await browser.SignInAsync("kefu003");
        var cookie = browser.Cookies.GetCookieHeader(Server.BaseAddress);
        using var response = await Server.CallAsync(HttpMethod.Put, "/api/kefu/status", body: new { status = "online" }, configure: request =>
        {
            request.Headers.Add("Cookie", cookie);
            request.Headers.Add("Origin", "null");
            request.Headers.Add("Sec-Fetch-Site", site);
        });
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task SignOut_EndsTheCookieEvenForWhoKeptACopy()
    {
        using var browser = new Browser(Server);
        using var signedIn = await browser.SignInAsync("kefu003");
        var copy = browser.Cookies.GetCookieHeader(Server.BaseAddress);
        using var logout = await browser.SendAsync(HttpMethod.Post, "/api/kefu/logout");
        Assert.Equal(HttpStatusCode.NoContent, logout.StatusCode);

        using var replayed = await Server.CallAsync(
            HttpMethod.Get, "/api/kefu/me", configure: request => request.Headers.Add("Cookie", copy));
        await replayed.AssertProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task BadBearer_BesideAGoodCookie_Is401()
    {
        using var browser = new Browser(Server);
        using var signedIn = await browser.SignInAsync("kefu001");
        var cookie = browser.Cookies.GetCookieHeader(Server.BaseAddress);

        using var response = await Server.CallAsync(
            HttpMethod.Get, "/api/kefu/me", "wrong", configure: request => request.Headers.Add("Cookie", cookie));
        await response.AssertProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task Circuit_WithoutASignIn_IsRefused()
    {
        using var negotiate = await Server.PostAsync("/_blazor/negotiate?negotiateVersion=1");
        await negotiate.AssertProblemAsync(401, "unauthenticated");

        using var browser = new Browser(Server);
        using var signedIn = await browser.SignInAsync("kefu001");
        using var foreign = await browser.SendAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1", origin: "https://evil.example");
        await foreign.AssertProblemAsync(403, "forbidden");
        using var own = await browser.SendAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task ChangePassword_ForAnAccountThatMust_LetsItInAndEndsTheOldPassword()
    {
        const string next = "a long enough sentence";
        await using var server = await TestServer.StartAsync(("Seed:RequirePasswordChange", "true"));
        using var browser = new Browser(server);
        using var signedIn = await browser.SignInAsync("kefu001");
        Assert.Equal("/account/password", new Uri(server.BaseAddress, signedIn.Headers.Location!).AbsolutePath);
        using var desk = await browser.GetAsync("/kefu/");
        Assert.Equal("/account/password", new Uri(server.BaseAddress, desk.Headers.Location!).AbsolutePath);

        using var tooShort = await ChangeAsync(browser, "123456", "short");
        using var refused = await browser.GetAsync("/api/kefu/agents");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var copy = browser.Cookies.GetCookieHeader(server.BaseAddress);
        using var changed = await ChangeAsync(browser, "123456", next);
        using var agents = await browser.GetAsync("/api/kefu/agents");
        Assert.Equal(HttpStatusCode.OK, agents.StatusCode);

        using var replayed = await server.CallAsync(HttpMethod.Get, "/api/kefu/me", configure: request => request.Headers.Add("Cookie", copy));
        Assert.Equal(HttpStatusCode.Unauthorized, replayed.StatusCode);
        using var old = await server.PostAsync("/api/kefu/login", body: new { username = "kefu001", password = "123456" });
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        Assert.NotNull(await server.LoginAsync("kefu001", next));
    }

    [Fact]
    public async Task ChangePassword_OfAnAccountInUse_EndsItsTokensAndSocketsEverywhere()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.LoginAsync("kefu001");
        await using var program = await KefuClient.AgentAsync(server, token);
        using var elsewhere = new Browser(server);
        using var alsoSignedIn = await elsewhere.SignInAsync("kefu001");
        using var browser = new Browser(server);
        using var signedIn = await browser.SignInAsync("kefu001");
        using var changed = await ChangeAsync(browser, "123456", "a long enough sentence");

        Assert.Equal(4401, await program.ExpectCloseAsync());
        using var refused = await server.GetAsync("/api/kefu/me", token);
        await refused.AssertProblemAsync(401, "unauthenticated");
        using var other = await elsewhere.GetAsync("/api/kefu/me");
        Assert.Equal(HttpStatusCode.Unauthorized, other.StatusCode);
        using var own = await browser.GetAsync("/api/kefu/me");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    private static Task<HttpResponseMessage> ChangeAsync(Browser browser, string current, string next) => browser.SubmitAsync(
        "/account/password", ("Input.Current", current), ("Input.Next", next), ("Input.Repeated", next));
}
