using System.Net;
using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Health;

public sealed class HealthTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private ServerProcess Server => shared.Server;

    [Fact]
    public async Task Health_FromTheMachineItself_SaysHowEverythingIs()
    {
        using var response = await Server.GetAsync("/health");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        var report = await response.ReadAsync();
        Assert.Equal("ok", report.Text("status"));
        Assert.Equal("Sqlite", report.Part("database").Text("provider"));
        Assert.True(report.Part("database").Is("ok"));
        Assert.False(report.Part("redis").Is("configured"));
        Assert.True(report.Part("memory").Number("working_set_bytes") > 10_000_000);
        Assert.True(report.Part("cpu").Number("cores") > 0);
        Assert.True(report.Part("disk").Number("total_bytes") >= report.Part("disk").Number("free_bytes"));
        Assert.Equal((0, 0), (report.Number("circuits"), report.Part("conversations").Number("active")));
        Assert.NotEmpty(report.Text("version")!);
    }

    [Fact]
    public async Task Health_ASocketOpens_IsCounted()
    {
        var before = await NumberAsync("sockets");
        await using var socket = await KefuClient.CustomerAsync(Server);
        Assert.Equal(before + 1, await NumberAsync("sockets"));
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("Forwarded")]
    [InlineData("Via")]
    public async Task Health_ThroughAProxy_IsForAdminsOnly(string header)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(null, header));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(await Server.LoginAsync("kefu001"), header));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await Server.LoginAsync("admin"), header));
    }

    private async Task<HttpStatusCode> StatusAsync(string? token, string header)
    {
        using var response = await Server.CallAsync(HttpMethod.Get, "/health", token, configure: request => request.Headers.Add(header, "1.1 192.0.2.1"));
        return response.StatusCode;
    }

    private async Task<long> NumberAsync(string name)
    {
        using var response = await Server.GetAsync("/health");
        return (await response.ReadAsync()).Number(name);
    }
}
