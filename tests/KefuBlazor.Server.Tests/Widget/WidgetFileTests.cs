using System.IO.Compression;
using System.Net;
using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Widget;

public sealed class WidgetFileTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private ServerProcess Server => shared.Server;

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task File_InAnEncodingThatIsAccepted_IsTheSameContentSmaller(string encoding)
    {
        using var plain = await Server.GetAsync("/kehu/kehu.js");
        using var packed = await GetAsync("/kehu/kehu.js", encoding);
        await using var body = await packed.Content.ReadAsStreamAsync();
        await using Stream unpacker = encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacker);
        var content = await plain.Content.ReadAsStringAsync();

        Assert.Equal(content, await reader.ReadToEndAsync());
        Assert.Equal(encoding, Assert.Single(packed.Content.Headers.ContentEncoding));
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.True(packed.Content.Headers.ContentLength < content.Length / 2);
        Assert.Contains("Accept-Encoding", packed.Headers.Vary);
        Assert.NotEqual(plain.Headers.ETag, packed.Headers.ETag);
    }

    [Theory]
    [InlineData("/kehu/kehu.js", "text/javascript", "public, max-age=300")]
    [InlineData("/kehu/src/chat.js", "text/javascript", "no-cache")]
    [InlineData("/kehu/", "text/html", "no-cache")]
    public async Task File_AskedForAgain_Is304AndReadableByEverySite(string path, string type, string cacheControl)
    {
        using var first = await GetAsync(path, "br");
        Assert.Equal(type, first.Content.Headers.ContentType?.MediaType);
        Assert.Equal(cacheControl, first.Headers.CacheControl?.ToString());
        Assert.Equal("*", Assert.Single(first.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("cross-origin", Assert.Single(first.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Equal("nosniff", Assert.Single(first.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(first.Headers.Contains("X-Frame-Options"));

        using var again = await GetAsync(path, "br", first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task File_OfAnotherVersion_IsTheOneThatIsHereAndNotKept()
    {
        using var here = await Server.GetAsync("/kehu/src/chat.js");
        using var other = await Server.GetAsync("/kehu/src/chat-LO4OXTIN.js");
        Assert.Equal(await here.Content.ReadAsStringAsync(), await other.Content.ReadAsStringAsync());
        Assert.Equal("no-cache", other.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("/kehu/src/nothing-LO4OXTIN.js")]
    [InlineData("/kehu/no-such.js")]
    [InlineData("/kehu/../appsettings.json")]
    [InlineData("/kehu/%2e%2e/appsettings.json")]
    [InlineData("/kehu/..%2fappsettings.json")]
    [InlineData("/kehu/src")]
    public async Task File_ThatIsNoneOfTheWidgets_Is404(string path)
    {
        using var response = await Server.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Page_WithoutTheSlash_IsLedToTheOneWith()
    {
        using var response = await Server.GetAsync("/kehu");
        Assert.Equal("/kehu/", response.Headers.Location?.ToString());
    }

    private Task<HttpResponseMessage> GetAsync(string path, string encoding, string? etag = null) =>
        Server.CallAsync(HttpMethod.Get, path, configure: request =>
        {
            request.Headers.Add("Accept-Encoding", encoding);
            if (etag is not null)
                request.Headers.Add("If-None-Match", etag);
        });
}
