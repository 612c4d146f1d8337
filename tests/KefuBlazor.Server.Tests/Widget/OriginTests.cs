using System.Net;
using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Widget;

public sealed class OriginTests(OriginTests.StrictServer strict) : IClassFixture<OriginTests.StrictServer>
{
    private const string Good = "https://shop.example";

    private ServerProcess Server => strict.Server;

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://shop.example.evil.example")]
    [InlineData("http://shop.example")]
    [InlineData("https://shop.example:444")]
    [InlineData("https://www.shop.example")]
    [InlineData("null")]
    public async Task ForeignOrigin_OnSocketAndCustomerRoutes_Is403(string origin)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => ConnectAsync(origin));
        Assert.Equal(403, refused.Status);

        await using var customer = await KefuClient.CustomerAsync(Server);
        using var me = await CallAsync(HttpMethod.Get, origin, customer.VisitorToken);
        await me.AssertProblemAsync(403, "forbidden");
        Assert.False(me.Headers.Contains("Access-Control-Allow-Origin"));
        using var preflight = await PreflightAsync(origin);
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task ListedAndOwnOrigin_OnTheSocket_AreLetIn()
    {
        await using var listed = await ConnectAsync(Good);
        await using var own = await ConnectAsync(Server.BaseAddress.GetLeftPart(UriPartial.Authority));
        await using var none = await KefuClient.CustomerAsync(Server);

        Assert.All([listed, own, none], client => Assert.NotNull(client.UserId));
    }

    [Fact]
    public async Task ListedOrigin_OnCustomerRoutes_IsAnsweredWithCorsAlsoWhereItIsRefused()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        using var me = await CallAsync(HttpMethod.Get, Good, customer.VisitorToken);
        using var refused = await CallAsync(HttpMethod.Get, Good, "wrong");

        Assert.Equal((200, 401), ((int)me.StatusCode, (int)refused.StatusCode));
        foreach (var response in new[] { me, refused })
        {
            Assert.Equal(Good, Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.Equal("Retry-After", Assert.Single(response.Headers.GetValues("Access-Control-Expose-Headers")));
            Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
        }

        using var preflight = await PreflightAsync(Good);
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal(Good, Assert.Single(preflight.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains("Authorization", Assert.Single(preflight.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task AnyOrigin_InDevelopmentWithoutAList_IsLetIn()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await KefuClient.ConnectAsync(
            server, "user_type=kehu", configure: options => options.SetRequestHeader("Origin", "https://any.example"));

        Assert.NotNull(client.UserId);
    }

    private Task<KefuClient> ConnectAsync(string origin) => KefuClient.ConnectAsync(
        Server, "user_type=kehu", configure: options => options.SetRequestHeader("Origin", origin));

    private Task<HttpResponseMessage> CallAsync(HttpMethod method, string origin, string token) => Server.CallAsync(
        method, "/api/kehu/me", token, configure: request => request.Headers.Add("Origin", origin));

    private Task<HttpResponseMessage> PreflightAsync(string origin) => Server.CallAsync(HttpMethod.Options, "/api/messages", configure: request =>
    {
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
    });

    /// <summary>Outside Development, with one site listed.</summary>
    public sealed class StrictServer : IAsyncLifetime
    {
        public ServerProcess Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await TestServer.StartAsync(
            ("ASPNETCORE_ENVIRONMENT", "Production"), ("Widget:AllowedOrigins:0", "https://Shop.example"));

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
