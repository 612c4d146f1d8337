using System.Globalization;
using KefuBlazor.Server.Identity;
using KefuBlazor.Server.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PostgresServer = KefuBlazor.Testing.PostgresServer;

namespace KefuBlazor.Server.Tests.Hosting;

public sealed class ClockTests
{
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("+1h")]
    [InlineData("-1h")]
    public async Task MachineIsAnHourOff_TimesAndSignIns_AreTheDatabases(string off)
    {
        await using var database = await PostgresServer.StartAsync();
        await using var server = await TestServer.StartAsync(
            ("Storage:Provider", "Postgres"),
            ("ConnectionStrings:Kefu", database.ConnectionString(await database.CreateDatabaseAsync())),
            ("LD_PRELOAD", FakeTime()),
            ("FAKETIME", off),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"));
        Assert.Contains("The time of day is the database's", server.Output, StringComparison.Ordinal);

        await using var customer = await KefuClient.CustomerAsync(server);
        AssertNear(DateTimeOffset.UtcNow, customer.Welcome.Text("server_time")!);
        AssertNear(DateTimeOffset.UtcNow, (await customer.SendMessageAsync("hello")).Text("timestamp")!);
        using var login = await server.PostAsync("/api/kefu/login", body: new { username = "kefu001", password = "123456" });
        AssertNear(DateTimeOffset.UtcNow.AddHours(1), (await login.ReadAsync()).Text("expires_at")!);
    }

    [Fact]
    public void AuthenticationOptions_OfCookiesAndBearers_GoByTheProgramsClock()
    {
        var time = new FakeTimeProvider();
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time);
        services.AddKefuIdentity();
        using var provider = services.BuildServiceProvider();
        var cookies = provider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>();
        var bearers = provider.GetRequiredService<IOptionsMonitor<AuthenticationSchemeOptions>>();
        Assert.Same(time, cookies.Get(IdentityConstants.ApplicationScheme).TimeProvider);
        Assert.Same(time, bearers.Get(BearerHandler.SchemeName).TimeProvider);
    }

    private static void AssertNear(DateTimeOffset expected, string time) =>
        Assert.InRange(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) - expected, -Near, Near);

    private static string FakeTime() =>
        Directory.EnumerateDirectories("/usr/lib").Select(folder => Path.Combine(folder, "faketime", "libfaketime.so.1")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("faketime is not installed: apt-get install faketime, or run ./test.sh, which does.");
}
