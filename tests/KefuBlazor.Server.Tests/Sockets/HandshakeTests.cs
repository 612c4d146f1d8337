using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Sockets;

public sealed class HandshakeTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private ServerProcess Server => shared.Server;

    [Theory]
    [InlineData("", 400)]
    [InlineData("user_type=admin", 400)]
    [InlineData("user_type=KEHU", 400)]
    [InlineData("user_type=kehu&user_id=somebody", 400)]
    [InlineData("user_type=kehu&user_id=customer_", 400)]
    [InlineData("user_type=kehu&user_id=customer_a%20b", 400)]
    [InlineData("user_type=kehu&user_id=customer_a%0A", 400)]
    [InlineData("user_type=kefu", 400)]
    [InlineData("user_type=kefu&session_token=", 400)]
    [InlineData("user_type=kefu&session_token=wrong", 401)]
    [InlineData("user_type=kefu&user_id=kefu001&session_token=wrong", 401)]
    public async Task Connect_WithWhatCannotBe_IsRefusedBeforeTheUpgrade(string query, int status) =>
        Assert.Equal(status, await StatusAsync(query));

    [Fact]
    public async Task Connect_NewCustomerWithoutId_IsMadeOneAndGivenAToken()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);

        Assert.Matches("^customer_[A-Za-z0-9_-]{1,64}$", customer.UserId);
        Assert.True(customer.VisitorToken.Length >= 22);
        Assert.Equal("kehu", customer.Welcome.Text("user_type"));
        Assert.Equal(30, customer.Welcome.Number("heartbeat_seconds"));
        Assert.False(customer.Welcome.Has("conversation"));
        Assert.Equal("kefu.v1", customer.Socket.SubProtocol);
    }

    [Fact]
    public async Task Connect_KnownCustomer_NeedsTheirOwnToken()
    {
        await using var first = await KefuClient.ConnectAsync(Server, "user_type=kehu&user_id=customer_known");
        await using var other = await KefuClient.CustomerAsync(Server);

        Assert.Equal(401, await StatusAsync("user_type=kehu&user_id=customer_known"));
        Assert.Equal(401, await StatusAsync("user_type=kehu&user_id=customer_known", "wrong"));
        Assert.Equal(401, await StatusAsync("user_type=kehu&user_id=customer_known", other.VisitorToken));
        Assert.Equal(401, await StatusAsync("user_type=kehu&user_id=customer_unknown", first.VisitorToken));
        Assert.Equal(401, await StatusAsync("user_type=kehu", "wrong"));

        await using var again = await KefuClient.ConnectAsync(Server, "user_type=kehu&user_id=customer_known", first.VisitorToken);
        Assert.Equal("customer_known", again.UserId);
        Assert.False(again.Welcome.Has("visitor_token"));
    }

    [Fact]
    public async Task Connect_CustomerTokenInTheQuery_DoesNotCount()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);

        Assert.Equal(401, await StatusAsync($"user_type=kehu&user_id={customer.UserId}&session_token={customer.VisitorToken}"));
    }

    [Fact]
    public async Task Connect_CustomerTokenAsBearer_IsTheSameCustomer()
    {
        await using var first = await KefuClient.CustomerAsync(Server);
        await using var again = await KefuClient.ConnectAsync(
            Server, "user_type=kehu", configure: options => options.SetRequestHeader("Authorization", "Bearer " + first.VisitorToken));

        Assert.Equal(first.UserId, again.UserId);
    }

    [Fact]
    public async Task Connect_AgentByEachWayOfCarryingTheToken_IsLetIn()
    {
        var token = await Server.LoginAsync("kefu001");
        await using var byProtocol = await KefuClient.AgentAsync(Server, token);
        await using var byQuery = await KefuClient.ConnectAsync(Server, $"user_type=kefu&user_id=kefu001&session_token={token}");
        await using var byHeader = await KefuClient.ConnectAsync(
            Server, "user_type=kefu", configure: options => options.SetRequestHeader("Authorization", "Bearer " + token));

        Assert.All([byProtocol, byQuery, byHeader], client => Assert.Equal("kefu001", client.UserId));
    }

    [Fact]
    public async Task Connect_AgentUnderAnothersId_Is403()
    {
        var token = await Server.LoginAsync("kefu001");

        Assert.Equal(403, await StatusAsync("user_type=kefu&user_id=kefu002", token));
    }

    [Fact]
    public async Task Connect_WithATokenOfTheOtherSide_Is401()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var session = await Server.LoginAsync("kefu001");

        Assert.Equal(401, await StatusAsync("user_type=kefu", customer.VisitorToken));
        Assert.Equal(401, await StatusAsync("user_type=kehu", session));
    }

    [Fact]
    public async Task Get_WithoutUpgrade_Is400AsProblem()
    {
        using var response = await Server.GetAsync("/ws?user_type=kehu");

        await response.AssertProblemAsync(400, "bad_request");
    }

    private async Task<int> StatusAsync(string query, string? token = null)
    {
        try
        {
            await using var client = await KefuClient.ConnectAsync(Server, query, token);
            return 101;
        }
        catch (RefusedException refused)
        {
            return refused.Status;
        }
    }
}
