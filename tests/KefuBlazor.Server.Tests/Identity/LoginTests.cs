using System.Diagnostics;
using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Identity;

public sealed class LoginTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private ServerProcess Server => shared.Server;

    [Fact]
    public async Task Login_WithTheRightPair_GivesATokenAndTheUser()
    {
        using var response = await Server.PostAsync("/api/kefu/login", body: new { username = "admin", password = "123456" });
        var answer = await response.ReadAsync();

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", answer.Text("expires_at"));
        Assert.Equal("admin", answer.Part("user").Text("id"));
        Assert.Equal("[\"Admin\"]", answer.Part("user").Json.GetProperty("roles").GetRawText());
        Assert.False(answer.Part("user").Is("must_change_password"));
    }

    [Fact]
    public async Task Login_WithAWrongPair_HasOneAnswerAndCostsTheSame()
    {
        var known = await TryAsync("kefu002", "wrong");
        var unknown = await TryAsync("nobody", "wrong");
        Assert.Equal(401, known.Status);
        Assert.Equal((known.Status, known.Body), (unknown.Status, unknown.Body));

        // A hash takes tens of milliseconds: without it the unknown name would be far quicker.
        var spent = new Dictionary<string, List<double>> { ["kefu003"] = [], ["nobody-else"] = [] };
        for (var tries = 0; tries < 9; tries++)
        {
            foreach (var (name, times) in spent)
            {
                var watch = Stopwatch.StartNew();
                await TryAsync(name, "wrong");
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        var medians = spent.ToDictionary(pair => pair.Key, pair => pair.Value.Order().ElementAt(pair.Value.Count / 2));
        Assert.InRange(medians["nobody-else"] / medians["kefu003"], 0.5, 2);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"username\":\"kefu001\"}")]
    [InlineData("{\"username\":1,\"password\":\"x\"}")]
    [InlineData("{\"username\":\"kefu001\",\"password\":\"x\"")]
    [InlineData("{\"username\":\"kefu001\",\"password\":\"x\",\"password\":\"123456\"}")]
    public async Task Login_WithAMalformedBody_Is400AsProblem(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await Server.PostAsync("/api/kefu/login", body: content);
        await response.AssertProblemAsync(400, "bad_request");
    }

    [Fact]
    public async Task Login_WithAHugeBody_Is413()
    {
        using var content = new StringContent("{\"username\":\"" + new string('x', 2 * 1024 * 1024) + "\"}", System.Text.Encoding.UTF8, "application/json");
        using var response = await Server.PostAsync("/api/kefu/login", body: content);
        await response.AssertProblemAsync(413, "too_large");
    }

    [Theory]
    [InlineData("kefu001")]
    [InlineData("name-that-nobody-has")]
    public async Task Login_AfterTooManyFailures_IsLockedOutForKnownAndUnknownNamesAlike(string name)
    {
        await using var server = await TestServer.StartAsync(("Login:LockoutFailures", "3"), ("Login:LockoutTime", "00:00:24"));
        for (var tries = 0; tries < 3; tries++)
        {
            using var wrong = await server.PostAsync("/api/kefu/login", body: new { username = name, password = "wrong" });
            await wrong.AssertProblemAsync(401, "unauthenticated");
        }

        using var locked = await server.PostAsync("/api/kefu/login", body: new { username = name.ToUpperInvariant(), password = "123456" });
        await locked.AssertProblemAsync(429, "rate_limited");
        Assert.InRange(locked.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 8);
        Assert.NotNull(await server.LoginAsync("kefu003"));

        // It ends by itself, when it said it would.
        var status = 0;
        await Eventually.HoldsAsync(
            async () =>
            {
                using var again = await server.PostAsync("/api/kefu/login", body: new { username = name, password = "123456" });
                return (status = (int)again.StatusCode) != 429;
            },
            () => "Still locked out.",
            locked.Headers.RetryAfter.Delta.Value + TimeSpan.FromSeconds(2));
        Assert.Equal(name == "kefu001" ? 200 : 401, status);
    }

    [Fact]
    public async Task Login_FailingTooOftenFromOneAddress_Is429WhateverTheNameOrForwardingHeader()
    {
        await using var server = await TestServer.StartAsync(("Limits:FailedLoginsPerMinutePerAddress", "4"));
        for (var tries = 0; tries < 4; tries++)
        {
            Assert.NotNull(await server.LoginAsync("kefu001"));
            using var wrong = await server.PostAsync("/api/kefu/login", body: new { username = $"name{tries}", password = "wrong" });
            Assert.Equal(401, (int)wrong.StatusCode);
        }

        using var refused = await server.CallAsync(
            HttpMethod.Post,
            "/api/kefu/login",
            body: new { username = "kefu001", password = "123456" },
            configure: request => request.Headers.Add("X-Forwarded-For", "203.0.113.9"));
        await refused.AssertProblemAsync(429, "rate_limited");
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task Logout_EndsThatTokenAndItsSocketsAndNoOther()
    {
        var first = await Server.LoginAsync("kefu001");
        var second = await Server.LoginAsync("kefu001");
        await using var one = await KefuClient.AgentAsync(Server, first);
        await using var other = await KefuClient.AgentAsync(Server, second);
        using var logout = await Server.PostAsync("/api/kefu/logout", first);

        Assert.Equal(204, (int)logout.StatusCode);
        Assert.Equal(4401, await one.ExpectCloseAsync());
        using var refused = await Server.GetAsync("/api/kefu/me", first);
        await refused.AssertProblemAsync(401, "unauthenticated");
        await other.BarrierAsync();
        using var served = await Server.GetAsync("/api/kefu/me", second);
        Assert.Equal("客服小王", (await served.ReadAsync()).Text("name"));
    }

    [Fact]
    public async Task Token_AtItsAbsoluteLifetime_IsOverOnSocketsToo()
    {
        await using var server = await TestServer.StartAsync(("Tokens:AbsoluteLifetime", "00:00:05"));
        var token = await server.LoginAsync("kefu001");
        await using var agent = await KefuClient.AgentAsync(server, token);

        Assert.Equal(4401, await agent.ExpectCloseAsync());
        using var refused = await server.GetAsync("/api/kefu/me", token);
        await refused.AssertProblemAsync(401, "unauthenticated");
    }

    private async Task<(int Status, string Body)> TryAsync(string name, string password)
    {
        using var response = await Server.PostAsync("/api/kefu/login", body: new { username = name, password });
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
