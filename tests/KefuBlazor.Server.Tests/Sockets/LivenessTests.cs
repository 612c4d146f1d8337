using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Sockets;

/// <summary>The same rules as in production, in seconds rather than tens of them.</summary>
public sealed class LivenessTests(LivenessTests.QuickServer quick) : IClassFixture<LivenessTests.QuickServer>
{
    private ServerProcess Server => quick.Server;

    [Fact]
    public async Task Peer_ThatAnswersNoPing_IsClosedWith4408()
    {
        using var silent = await RawSocket.ConnectAsync(Server, "user_type=kehu");

        Assert.Equal(4408, await silent.ReadToCloseAsync());
    }

    [Fact]
    public async Task Peer_ThatOnlyAnswersPings_StaysConnected()
    {
        // Its own client answers pings, and sends nothing else.
        await using var quiet = await KefuClient.CustomerAsync(Server);
        using var silent = await RawSocket.ConnectAsync(Server, "user_type=kehu");
        Assert.Equal(4408, await silent.ReadToCloseAsync());

        await quiet.BarrierAsync();
    }

    [Fact]
    public async Task Message_ThatIsNeverFinished_IsClosedWith4408HoweverItDribbles()
    {
        using var dribbler = await RawSocket.ConnectAsync(Server, "user_type=kehu");
        await dribbler.SendAsync(opcode: 1, final: false, "{");
        var closed = dribbler.ReadToCloseAsync();
        await Eventually.HoldsAsync(() => DribblesUntilAsync(dribbler, closed), () => "The connection stays.");
        Assert.Equal(4408, await closed);
    }

    private static async Task<bool> DribblesUntilAsync(RawSocket dribbler, Task closed)
    {
        try
        {
            await dribbler.SendAsync(opcode: 0, final: false, " ");
        }
        catch (IOException)
        {
            // It is closed already; how, the reader tells.
        }

        return closed.IsCompleted;
    }

    /// <summary>Pings each half second and gives up after four.</summary>
    public sealed class QuickServer : IAsyncLifetime
    {
        public ServerProcess Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await TestServer.StartAsync(
            ("Sockets:PingInterval", "00:00:00.5"), ("Sockets:SilenceTimeout", "00:00:04"), ("Sockets:MessageTimeout", "00:00:01"));

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
