using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Commands;

public sealed class MigrateStorageTests
{
    [Fact]
    public async Task MigrateStorage_OfAnInstallationThatWasUsed_LetsEverybodyGoOnWhereTheyWere()
    {
        await using var database = await PostgresServer.StartAsync();
        var target = database.ConnectionString(await database.CreateDatabaseAsync());
        await using var server = await TestServer.StartAsync();
        string visitor, customerId, conversationId;
        await using (var customer = await KefuClient.CustomerAsync(server))
        {
            (visitor, customerId) = (customer.VisitorToken, customer.UserId);
            await customer.SendMessageAsync("one");
            conversationId = (await customer.SendMessageAsync("two")).Text("conversation_id")!;
        }

        var token = await server.LoginAsync("admin");
        using var browser = new Browser(server);
        using var signedIn = await browser.SignInAsync("kefu001");
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("kefu=", StringComparison.Ordinal)).Split(';')[0];

        var (code, output) = await server.RunAsync("migrate-storage", "--to", target);
        Assert.Equal(1, code);
        Assert.Contains("Stop the server first", output, StringComparison.Ordinal);

        await server.StopAsync();
        (code, output) = await server.RunAsync("migrate-storage", "--to", target);
        Assert.True(code == 0, output);
        Assert.Contains("1 conversations and 2 messages", output, StringComparison.Ordinal);
        Assert.Contains("Storage__Provider='Postgres'", output, StringComparison.Ordinal);
        Assert.DoesNotContain(target.Split("Password=")[1].Split(';')[0], output, StringComparison.Ordinal);

        server.Set("Storage:Provider", "Postgres");
        server.Set("ConnectionStrings:Kefu", target);
        await server.StartAgainAsync();
        await server.LoginAsync("admin");
        using var me = await server.GetAsync("/api/kefu/me", token);
        Assert.Equal("admin", (await me.ReadAsync()).Text("id"));
        using var byCookie = await server.CallAsync(HttpMethod.Get, "/api/kefu/me", configure: request => request.Headers.Add("Cookie", cookie));
        Assert.Equal("kefu001", (await byCookie.ReadAsync()).Text("id"));
        await using var back = await KefuClient.CustomerAsync(server, visitor);
        Assert.Equal(customerId, back.UserId);
        var ack = await back.SendMessageAsync("three");
        Assert.Equal((conversationId, 3), (ack.Text("conversation_id"), ack.Number("seq")));

        (code, output) = await server.RunAsync("migrate-storage", "--to", target);
        Assert.Equal(1, code);
        Assert.Contains("Storage:Provider is Postgres already", output, StringComparison.Ordinal);
    }
}
