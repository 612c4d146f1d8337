using System.Net;
using System.Net.WebSockets;
using KefuBlazor.Testing;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests.Scaling;

/// <summary>TLS without a proxy: the server shows the certificate itself.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class KestrelTlsTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task Tls_OfTheServerItself_CarriesTheDeskTheWidgetAndSockets()
    {
        using var certificate = new TestCertificate();
        await using var scene = await Scene.StartAsync(chromium, certificate: certificate);
        var agent = await scene.SignInAsync("kefu001");
        var customer = await scene.VisitAsync();
        await customer.SendAsync("安全吗？");
        await agent.OpenFirstAsync();
        await agent.SendAsync("安全。");
        await Expect(customer.Bubble("安全。")).ToBeVisibleAsync();
        scene.AssertNoFaults();

        // As browsers do it over HTTP/2, and as most programs do, over HTTP/1.1.
        foreach (var version in new[] { HttpVersion.Version20, HttpVersion.Version11 })
            await AssertWelcomesAsync(scene.Server.BaseAddress, certificate, version);
    }

    private static async Task AssertWelcomesAsync(Uri server, TestCertificate certificate, Version version)
    {
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => certificate.Is(shown);
        using var client = new HttpMessageInvoker(handler);
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = version;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await socket.ConnectAsync(new UriBuilder(server) { Scheme = "wss", Path = "/ws", Query = "user_type=kehu" }.Uri, client, patience.Token);
        var buffer = new byte[4096];
        var first = await socket.ReceiveAsync(buffer, patience.Token);
        Assert.Contains("welcome", System.Text.Encoding.UTF8.GetString(buffer, 0, first.Count), StringComparison.Ordinal);
    }
}
