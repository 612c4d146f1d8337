using System.Text.Json;
using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Attachments;

/// <summary>F02, F03 and F04: what is taken, what it is called, and what a browser is told of it.</summary>
public sealed class UploadContentTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly Dictionary<string, (string Name, byte[] Bytes)> Refused = new()
    {
        ["svg named png"] = ("a.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray()),
        ["html named jpg"] = ("a.jpg", "<!doctype html><script>alert(1)</script>"u8.ToArray()),
        ["script as such"] = ("a.js", "alert(1)"u8.ToArray()),
        ["exe named png"] = ("a.png", SampleFiles.Exe()),
        ["GIF and script"] = ("a.gif", [.. "GIF89a/*"u8, 8, 0, 0, 0, 0, .. "*/=alert(1);"u8, 0x3b]),
        ["PNG and archive"] = ("a.png", [.. SampleFiles.Png(1, 1), .. SampleFiles.Zip("a.class")]),
        ["30 000 by 30 000 pixels"] = ("a.png", SampleFiles.Png(30_000, 30_000)),
    };

    private ServerProcess Server => shared.Server;

    public static TheoryData<string> RefusedNames => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public async Task F02_WhatIsNotAllowed_Is415(string what)
    {
        var (name, bytes) = Refused[what];
        await using var customer = await KefuClient.CustomerAsync(Server);
        using var response = await Server.UploadAsync(customer.VisitorToken, name, bytes);
        await response.AssertProblemAsync(415, "bad_request");
        Assert.Empty(Server.Files().Incoming);
    }

    [Theory]
    [InlineData("../../x.png", "x.png")]
    [InlineData("..%2f..%2fx.png", "..%2f..%2fx.png")]
    [InlineData(@"C:\\x.png", "x.png")]
    [InlineData("CON.png", "CON.png")]
    [InlineData("a\u202egnp.png", "agnp.png")]
    [InlineData("<img src=x onerror=alert(1)>.png", "<img src=x onerror=alert(1)>.png")]
    [InlineData("猫😀.png", "猫😀.png")]
    public async Task F03_AnyName_IsDataAndNothingLiesOutsideTheStore(string name, string shown)
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        using var response = await Server.UploadAsync(customer.VisitorToken, name, Uploads.Picture);
        Assert.Equal(201, (int)response.StatusCode);
        Assert.Equal(shown, (await response.ReadAsync()).Text("filename"));
        Assert.All(Server.Files().Kept, file => Assert.Matches("/data/files/[0-9a-f]{2}/[0-9a-f]{32}$", file));
    }

    [Fact]
    public async Task F03_NameOfFourKilobytes_IsShortened()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        using var response = await Server.UploadAsync(customer.VisitorToken, new string('x', 4096) + ".png", Uploads.Picture);
        Assert.Equal(new string('x', 196) + ".png", (await response.ReadAsync()).Text("filename"));
    }

    [Theory]
    [InlineData("a.png", "inline", "image/png")]
    [InlineData("a.webm", "inline", "audio/webm")]
    [InlineData("a.pdf", "attachment", "application/pdf")]
    [InlineData("a.txt", "attachment", "text/plain")]
    [InlineData("a.zip", "attachment", "application/zip")]
    public async Task F04_EveryAnswer_TellsTheBrowserToRunNothing(string name, string disposition, string type)
    {
        byte[] bytes = name switch
        {
            "a.png" => Uploads.Picture,
            "a.webm" => SampleFiles.Webm(100, film: false),
            "a.pdf" => SampleFiles.Pdf(),
            "a.zip" => SampleFiles.Zip("a"),
            _ => "<script>alert(1)</script>"u8.ToArray(),
        };
        await using var customer = await KefuClient.CustomerAsync(Server);
        var url = await Server.UploadedAsync(customer.VisitorToken, name, bytes);
        await customer.SendFileAsync("file", url);

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var whole = await Server.CallAsync(method, url);
            Assert.Equal(200, (int)whole.StatusCode);
            AssertGuarded(whole);
            Assert.Equal((type, disposition), (whole.Content.Headers.ContentType!.ToString(), whole.Content.Headers.ContentDisposition!.DispositionType));
            Assert.Equal(bytes.Length, whole.Content.Headers.ContentLength);
        }

        using var part = await Server.CallAsync(HttpMethod.Get, url, configure: request => request.Headers.Range = new(1, 3));
        Assert.Equal(206, (int)part.StatusCode);
        AssertGuarded(part);
        Assert.Equal(bytes[1..4], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal(disposition, part.Content.Headers.ContentDisposition!.DispositionType);

        using var beyond = await Server.CallAsync(HttpMethod.Get, url, configure: request => request.Headers.Range = new(1_000_000, null));
        Assert.Equal(416, (int)beyond.StatusCode);
        AssertGuarded(beyond);

        using var missing = await Server.GetAsync("/api/messages/files/" + new string('0', 32), customer.VisitorToken);
        await missing.AssertProblemAsync(404, "not_found");
        AssertGuarded(missing);
    }

    [Fact]
    public async Task F04_NameWithLineBreaksAndQuotes_SplitsNoHeader()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var url = await Server.UploadedAsync(customer.VisitorToken, "a%0d%0aSet-Cookie: x=1;\\\"猫.png");
        await customer.SendFileAsync("image", url);
        using var response = await Server.GetAsync(url);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        var disposition = response.Content.Headers.ContentDisposition!;
        Assert.Equal("a%0d%0aSet-Cookie: x=1;\"猫.png", disposition.FileNameStar);
    }

    [Fact]
    public async Task Upload_Answer_IsThatOfTheContract()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        using var response = await Server.UploadAsync(customer.VisitorToken, "猫.png", SampleFiles.Png(640, 480));
        Assert.Equal(201, (int)response.StatusCode);
        using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(
            ["content_type", "filename", "height", "size", "url", "width"], body.RootElement.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(response.Headers.Location?.ToString(), body.RootElement.GetProperty("url").GetString());
        using var voice = await Server.UploadAsync(customer.VisitorToken, "v.webm", SampleFiles.Webm(1500, film: false));
        Assert.Equal(1500, (await voice.ReadAsync()).Number("duration_ms"));
    }

    private static void AssertGuarded(HttpResponseMessage response)
    {
        Assert.Equal("sandbox; default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
    }
}
