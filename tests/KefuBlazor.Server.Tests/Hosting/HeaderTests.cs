using System.Net;
using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Hosting;

public sealed class HeaderTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private ServerProcess Server => shared.Server;

    [Theory]
    [InlineData("/")]
    [InlineData("/kefu/login")]
    public async Task Page_MayNotBeFramedNorRunForeignOrInlineScript(string path)
    {
        using var page = await Server.GetAsync(path);
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(page.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(page.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData(null, "zh-CN")]
    [InlineData("en-US,en;q=0.9", "en")]
    [InlineData("zh-TW,fr;q=0.5", "zh-CN")]
    [InlineData("fr", "zh-CN")]
    public async Task Page_IsInTheLanguageThatTheBrowserPrefers(string? accepted, string language)
    {
        using var page = await Server.CallAsync(HttpMethod.Get, "/", configure: request =>
        {
            if (accepted is not null)
                request.Headers.Add("Accept-Language", accepted);
        });
        Assert.Contains($"<html lang=\"{language}\">", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task Health_OfARunningServer_Is200ForAnybody(string path, string status)
    {
        using var response = await Server.GetAsync(path);
        Assert.Equal(status, (await response.ReadAsync()).Text("status"));
    }

    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/kehu/no-such-file.html")]
    public async Task UnknownPage_AskedForByABrowser_Is404WithAPage(string path)
    {
        using var page = await Server.CallAsync(HttpMethod.Get, path, configure: request => request.Headers.Add("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("<h1>", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownRoute_OfTheApi_Is404AsProblem()
    {
        using var response = await Server.GetAsync("/api/no-such");
        await response.AssertProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task Production_ShowsNoOpenApiUnlessSwitchedOn()
    {
        await using var server = await TestServer.StartAsync(("ASPNETCORE_ENVIRONMENT", "Production"));
        using var hidden = await server.GetAsync("/openapi/v1.json");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        using var shown = await Server.GetAsync("/openapi/v1.json");
        Assert.Contains("/api/kefu/login", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
