using System.Text.RegularExpressions;
using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Identity;

public sealed partial class SeedTests
{
    [Fact]
    public async Task FirstStart_InProduction_MakesOneAdminWhoMustChangeThePassword()
    {
        await using var server = await TestServer.StartAsync(("ASPNETCORE_ENVIRONMENT", "Production"));
        var password = Assert.Single(Password().Matches(server.Output)).Groups[1].Value;
        using var demo = await server.PostAsync("/api/kefu/login", body: new { username = "kefu001", password = "123456" });
        Assert.Equal(401, (int)demo.StatusCode);

        using var login = await server.PostAsync("/api/kefu/login", body: new { username = "admin", password });
        var answer = await login.ReadAsync();
        Assert.True(answer.Part("user").Is("must_change_password"));

        var token = answer.Text("session_token")!;
        using var me = await server.GetAsync("/api/kefu/me", token);
        Assert.Equal(200, (int)me.StatusCode);
        using var sessions = await server.GetAsync("/api/sessions", token);
        await sessions.AssertProblemAsync(403, "forbidden");
        Assert.Equal(403, (await Assert.ThrowsAsync<RefusedException>(() => KefuClient.AgentAsync(server, token))).Status);

        // Written once: not at the next start, and never to the log.
        await server.KillAsync();
        await server.StartAgainAsync();
        Assert.Single(server.Output.Split('\n'), line => line.Contains(password, StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(Path.Combine(server.Folder, "data", "logs")))
            Assert.DoesNotContain(password, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DemoAccounts_WhereAChangeIsRequired_CanDoNothingElse()
    {
        await using var server = await TestServer.StartAsync(("Seed:RequirePasswordChange", "true"));
        var token = await server.LoginAsync("kefu001");

        using var agents = await server.GetAsync("/api/kefu/agents", token);
        await agents.AssertProblemAsync(403, "forbidden");
    }

    [GeneratedRegex("as admin with the password (\\S+) ")]
    private static partial Regex Password();
}
