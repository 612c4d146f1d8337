using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Hosting;

public sealed class LogTests
{
    [Fact]
    public async Task Logs_AtTheFinestLevel_HoldNoSecretAndNoMessage()
    {
        const string password = "canary-password-7361";
        const string text = "canary-text-9025";
        await using var server = await TestServer.StartAsync(
            ("Serilog:MinimumLevel:Default", "Verbose"), ("Serilog:MinimumLevel:Override:Microsoft", "Verbose"));
        using var wrong = await server.PostAsync("/api/kefu/login", body: new { username = password, password });
        var session = await server.LoginAsync("kefu001");
        await using var agent = await KefuClient.ConnectAsync(server, $"user_type=kefu&session_token={session}");
        await using var customer = await KefuClient.CustomerAsync(server);
        await customer.SendMessageAsync(text);
        await agent.ExpectAsync("text");
        await using var again = await KefuClient.CustomerAsync(server, customer.VisitorToken);
        using var me = await server.GetAsync("/api/kehu/me", customer.VisitorToken);
        using var browser = new Browser(server);
        using var signedIn = await browser.SignInAsync("kefu002");
        var cookie = browser.Cookies.GetCookies(server.BaseAddress)["kefu"]!.Value;
        await server.StopAsync();

        var written = server.Output;
        foreach (var file in Directory.GetFiles(Path.Combine(server.Folder, "data", "logs")))
            written += await File.ReadAllTextAsync(file);
        Assert.Contains("Connection", written, StringComparison.Ordinal);
        foreach (var secret in new[] { password, text, session, customer.VisitorToken, cookie, "123456" })
            Assert.DoesNotContain(secret, written, StringComparison.Ordinal);
    }
}
