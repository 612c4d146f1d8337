using System.Net;
using System.Net.Sockets;
using KefuBlazor.Chaos.Faults;

namespace KefuBlazor.Chaos.Tests.Faults;

public sealed class TcpProxyTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task SilenceServer_ClientIsHeardAndHearsNothingUntilHealed()
    {
        await using var wire = await Wire.OpenAsync();
        wire.Proxy.SilenceServer();
        await wire.Client.GetStream().WriteAsync(new byte[] { 1 });
        Assert.Equal(1, await ReadAsync(wire.Server));
        await wire.Server.GetStream().WriteAsync(new byte[] { 2 });
        var hearing = ReadAsync(wire.Client);
        Assert.NotSame(hearing, await Task.WhenAny(hearing, Task.Delay(Soon)));
        wire.Proxy.Heal();
        Assert.Equal(2, await hearing);
    }

    [Fact]
    public async Task SilenceBoth_ServerEnds_ClientIsNotToldAndItIsCounted()
    {
        await using var wire = await Wire.OpenAsync();
        wire.Proxy.SilenceBoth();
        wire.Server.Dispose();
        var hearing = ReadAsync(wire.Client);
        Assert.NotSame(hearing, await Task.WhenAny(hearing, Task.Delay(Soon)));
        Assert.Equal(1, wire.Proxy.EndedByServer);
        wire.Proxy.Heal();
        Assert.Equal(0, await hearing.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Tear_ClientSeesAReset()
    {
        await using var wire = await Wire.OpenAsync();
        wire.Proxy.Tear();
        await Assert.ThrowsAsync<IOException>(() => ReadAsync(wire.Client).WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task SilenceBothAfter_InTheMidstOfWhatIsSent_LetsNoMoreThroughUntilHealed()
    {
        await using var wire = await Wire.OpenAsync();
        var silent = wire.Proxy.SilenceBothAfterAsync(2);
        await wire.Client.GetStream().WriteAsync(new byte[] { 1 });
        Assert.Equal(1, await ReadAsync(wire.Server));
        Assert.False(silent.IsCompleted);
        await wire.Client.GetStream().WriteAsync(new byte[] { 2 });
        Assert.Equal(2, await ReadAsync(wire.Server));
        await silent.WaitAsync(TimeSpan.FromSeconds(10));

        await wire.Client.GetStream().WriteAsync(new byte[] { 3 });
        var hearing = ReadAsync(wire.Server);
        Assert.NotSame(hearing, await Task.WhenAny(hearing, Task.Delay(Soon)));
        wire.Proxy.Heal();
        Assert.Equal(3, await hearing);
    }

    private static async Task<int> ReadAsync(TcpClient client)
    {
        var one = new byte[1];
        return await client.GetStream().ReadAsync(one) == 0 ? 0 : one[0];
    }

    /// <summary>A client and a server with the proxy between them.</summary>
    private sealed class Wire : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public required TcpProxy Proxy { get; init; }

        public TcpClient Client { get; } = new();

        public TcpClient Server { get; private set; } = null!;

        public static async Task<Wire> OpenAsync()
        {
            Wire? wire = null;
            wire = new Wire { Proxy = new TcpProxy(() => new Uri($"http://127.0.0.1:{((IPEndPoint)wire!._listener.LocalEndpoint).Port}/")) };
            wire._listener.Start();
            await wire.Client.ConnectAsync(wire.Proxy.Address.Host, wire.Proxy.Address.Port);
            wire.Server = await wire._listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(10));
            return wire;
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            Server.Dispose();
            await Proxy.DisposeAsync();
            _listener.Dispose();
        }
    }
}
