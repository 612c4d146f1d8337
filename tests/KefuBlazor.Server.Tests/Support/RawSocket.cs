using System.Net.Sockets;
using System.Text;

namespace KefuBlazor.Server.Tests.Support;

/// <summary>A WebSocket by hand, for what a proper client does not do: dribble, stay silent, and never read.</summary>
public sealed class RawSocket : IDisposable
{
    private const int CloseOpcode = 8;

    private readonly TcpClient _tcp = new();
    private NetworkStream _stream = null!;

    /// <summary>Upgrades and gives the connection right behind the answer's head.</summary>
    public static async Task<RawSocket> ConnectAsync(ServerProcess server, string query, string? token = null, int? receiveBuffer = null)
    {
        var raw = new RawSocket();
        if (receiveBuffer is { } bytes)
            raw._tcp.ReceiveBufferSize = bytes;
        await raw._tcp.ConnectAsync(server.BaseAddress.Host, server.BaseAddress.Port);
        raw._stream = raw._tcp.GetStream();
        var protocols = token is null ? "kefu.v1" : $"kefu.v1, token.{token}";
        await raw._stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /ws?{query} HTTP/1.1\r\nHost: {server.BaseAddress.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Protocol: {protocols}\r\n\r\n"));
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await raw._stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        Assert.StartsWith("HTTP/1.1 101", head.ToString(), StringComparison.Ordinal);
        return raw;
    }

    /// <summary>Sends a frame, masked with zeros, which leaves the payload as it is.</summary>
    /// <param name="opcode">1 for text, 0 for a continuation.</param>
    /// <param name="final">Whether the message ends with it.</param>
    /// <param name="payload">At most 125 bytes.</param>
    public async Task SendAsync(int opcode, bool final, string payload)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        byte[] frame = [(byte)(opcode | (final ? 0x80 : 0)), (byte)(0x80 | bytes.Length), 0, 0, 0, 0, .. bytes];
        await _stream.WriteAsync(frame);
    }

    /// <summary>Reads frames, answering nothing, until the close frame, and tells its code; 1006 where the connection just ends.</summary>
    public async Task<int> ReadToCloseAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            while (true)
            {
                var (opcode, payload) = await ReadFrameAsync(deadline.Token);
                if (opcode == CloseOpcode)
                    return (payload[0] << 8) | payload[1];
            }
        }
        catch (IOException)
        {
            return 1006;
        }
    }

    public async Task<(int Opcode, byte[] Payload)> ReadFrameAsync(CancellationToken cancellationToken)
    {
        var head = await ReadAsync(2, cancellationToken);
        long length = head[1] & 0x7F;
        if (length == 126)
            length = (await ReadAsync(2, cancellationToken)).Aggregate(0L, (sum, next) => (sum << 8) | next);
        else if (length == 127)
            length = (await ReadAsync(8, cancellationToken)).Aggregate(0L, (sum, next) => (sum << 8) | next);
        return (head[0] & 0x0F, await ReadAsync((int)length, cancellationToken));
    }

    public void Dispose() => _tcp.Dispose();

    private async Task<byte[]> ReadAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
