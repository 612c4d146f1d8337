using System.Net;
using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Widget;

public sealed class WidgetSettingTests(WidgetSettingTests.LookingServer looking) : IClassFixture<WidgetSettingTests.LookingServer>
{
    private ServerProcess Server => looking.Server;

    [Fact]
    public async Task Config_OfASite_IsItsOwnOverWhatIsSetForAll()
    {
        var shop = await ReadAsync("?site=shop");
        var other = await ReadAsync("?site=other");
        var none = await ReadAsync(string.Empty);

        Assert.Equal(("left", "dark", 12), (shop.Text("side"), shop.Text("theme"), shop.Number("side_offset")));
        Assert.Equal("#0b7a4b", shop.Part("light").Text("accent"));
        Assert.Equal("山间茶舍", shop.Part("team").Text("zh-CN"));
        Assert.Equal("Ask our shop", shop.Part("greeting").Text("en"));
        Assert.Equal(("right", "dark", 20), (other.Text("side"), other.Text("theme"), other.Number("side_offset")));
        Assert.Equal("山间茶舍", other.Part("team").Text("en"));
        Assert.False(other.Has("greeting"));
        Assert.Equal($"{other}", $"{none}");
    }

    [Fact]
    public async Task Config_OfASite_MayAskForSomethingElse()
    {
        var (shop, other, bare) = (await ReadAsync("?site=shop"), await ReadAsync("?site=other"), await ReadAsync("?site=bare"));

        Assert.Equal("email", Assert.Single(other.Part("pre_chat").Parts("fields")).Text("key"));
        Assert.Equal("phone", Assert.Single(shop.Part("pre_chat").Parts("fields")).Text("key"));
        Assert.False(bare.Has("pre_chat"));
        Assert.Equal((true, false), (shop.Is("typing_preview"), other.Is("typing_preview")));
    }

    [Fact]
    public async Task Config_OfEverySite_SaysForHowLongAChatIsReopened()
    {
        foreach (var query in new[] { "?site=shop", string.Empty })
            Assert.Equal(5400, (await ReadAsync(query)).Number("reopen_within_seconds"));
    }

    [Fact]
    public async Task Config_FromAListedSite_MayBeKeptForAWhileAndAskedForAgain()
    {
        using var first = await GetAsync("https://shop.example");
        Assert.Equal("public, max-age=300", first.Headers.CacheControl?.ToString());
        Assert.Equal("https://shop.example", Assert.Single(first.Headers.GetValues("Access-Control-Allow-Origin")));

        using var again = await GetAsync("https://shop.example", first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);

        using var foreign = await GetAsync("https://evil.example");
        await foreign.AssertProblemAsync(403, "forbidden");
        Assert.True(foreign.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Launcher_AsServed_HoldsTheSettingsOfEverySite()
    {
        using var launcher = await Server.GetAsync("/kehu/kehu.js");
        var script = await launcher.Content.ReadAsStringAsync();

        Assert.Contains("\"default\":{", script, StringComparison.Ordinal);
        Assert.Contains("\"shop\":{", script, StringComparison.Ordinal);
        Assert.Contains("\"zh-CN\":\"山间茶舍\"", script, StringComparison.Ordinal);
        Assert.DoesNotContain("KEFU_SETTINGS", script, StringComparison.Ordinal);
    }

    private async Task<Frame> ReadAsync(string query)
    {
        using var response = await Server.GetAsync("/api/kehu/config" + query);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.ReadAsync();
    }

    private Task<HttpResponseMessage> GetAsync(string origin, string? tag = null) =>
        Server.CallAsync(HttpMethod.Get, "/api/kehu/config?site=shop", configure: request =>
        {
            request.Headers.Add("Origin", origin);
            if (tag is not null)
                request.Headers.Add("If-None-Match", tag);
        });

    /// <summary>With settings for all sites and for one.</summary>
    public sealed class LookingServer : IAsyncLifetime
    {
        public ServerProcess Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await TestServer.StartAsync(
            ("Widget:AllowedOrigins:0", "https://shop.example"),
            ("Widget:Theme", "Dark"),
            ("Conversations:ReopenWithin", "01:30:00"),
            ("Widget:Team:zh-CN", "山间茶舍"),
            ("Widget:PreChat:Fields:0:Kind", "Email"),
            ("Widget:Sites:shop:PreChat:Fields:0:Kind", "Phone"),
            ("Widget:Sites:shop:TypingPreview", "true"),
            ("Widget:Sites:bare:PreChat", string.Empty),
            ("Widget:Sites:shop:Color", "#0b7a4b"),
            ("Widget:Sites:shop:Side", "Left"),
            ("Widget:Sites:shop:SideOffset", "12"),
            ("Widget:Sites:shop:Greeting:en", "Ask our shop"));

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
