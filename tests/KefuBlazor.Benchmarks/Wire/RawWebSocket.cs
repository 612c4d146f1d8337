using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace KefuBlazor.Benchmarks.Wire;

/// <summary>
/// A client's WebSocket over a bare socket (RFC 6455), as cheap as it can be, since it shares the machine with what is measured: one buffer
/// each way, no task for a message, callbacks on the thread that the kernel's event woke, a mask of zeros.
/// </summary>
/// <param name="receiveBuffer">Bytes for the longest frame that may come.</param>
internal abstract class RawWebSocket(int receiveBuffer = 8 * 1024) : IDisposable
{
    private const int Continuation = 0;
    private const int Text = 1;
    private const int CloseCode = 8;
    private const int Ping = 9;
    private const int Pong = 10;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly SocketAsyncEventArgs _receive = new();
    private readonly byte[] _in = new byte[receiveBuffer];
    private byte[] _out = new byte[1024];
    private readonly List<byte> _fragments = [];
    private int _filled;
    private volatile bool _disposed;

    /// <summary>Why the connection is of no more use; null while it is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Connects and upgrades; nothing is received before <see cref="Start"/>.</summary>
    /// <param name="address">Where: <c>http://127.0.0.1:6006/ws?user_type=kehu</c>.</param>
    /// <param name="protocols">Subprotocols to offer; empty: none.</param>
    /// <exception cref="InvalidOperationException">The server did not upgrade.</exception>
    public async Task ConnectAsync(Uri address, string protocols)
    {
        await _socket.ConnectAsync(IPAddress.Parse(address.Host), address.Port);
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var offer = protocols.Length == 0 ? string.Empty : $"Sec-WebSocket-Protocol: {protocols}\r\n";
        await _socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n{offer}\r\n"));
        int head;
        while ((head = _in.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            var count = await _socket.ReceiveAsync(_in.AsMemory(_filled));
            _filled += count > 0 ? count : throw new InvalidOperationException("The connection ended while it was upgraded.");
        }

        if (!_in.AsSpan().StartsWith("HTTP/1.1 101"u8))
            throw new InvalidOperationException(Encoding.ASCII.GetString(_in, 0, head));
        Consume(head + 4);
    }

    /// <summary>Receives from now on.</summary>
    public void Start()
    {
        _receive.Completed += (_, _) => Receive(completed: true);
        Receive(completed: false);
    }

    public void Dispose()
    {
        _disposed = true;
        _socket.Dispose();
        _receive.Dispose();
    }

    /// <summary>A text came. Called for one after another.</summary>
    protected abstract void OnText(ReadOnlySpan<byte> utf8);

    /// <summary>Sends a text; from one thread at a time.</summary>
    protected void Send(ReadOnlySpan<byte> utf8) => SendFrame(Text, utf8);

    /// <summary>Says that something came that should not.</summary>
    protected void Fail(string fault) => Fault ??= fault;

    private void SendFrame(int kind, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > ushort.MaxValue)
            throw new ArgumentException("Longer than any frame that is sent here.");
        if (_out.Length < payload.Length + 8)
            _out = new byte[payload.Length + 8];
        _out[0] = (byte)(0x80 | kind);
        var head = 2;
        if (payload.Length < 126)
        {
            _out[1] = (byte)(0x80 | payload.Length);
        }
        else
        {
            _out[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(_out.AsSpan(2), (ushort)payload.Length);
            head = 4;
        }

        // Masked with zeros: as the protocol asks, and nothing to compute.
        _out.AsSpan(head, 4).Clear();
        payload.CopyTo(_out.AsSpan(head + 4));
        try
        {
            _socket.Send(_out.AsSpan(0, head + 4 + payload.Length));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            if (!_disposed)
                Fail("Sending failed: " + exception.Message);
        }
    }

    private void Receive(bool completed)
    {
        try
        {
            while (true)
            {
                if (completed)
                {
                    if (_receive.SocketError != SocketError.Success || _receive.BytesTransferred == 0)
                    {
                        if (!_disposed)
                            Fail($"The connection ended: {_receive.SocketError}.");
                        return;
                    }

                    _filled += _receive.BytesTransferred;
                }

                TakeFrames();
                if (Fault is not null)
                    return;
                _receive.SetBuffer(_in, _filled, _in.Length - _filled);
                if (_socket.ReceiveAsync(_receive))
                    return;
                completed = true;
            }
        }
        catch (ObjectDisposedException)
        {
            // It is over.
        }
    }

    private void TakeFrames()
    {
        var taken = 0;
        while (TryTakeFrame(_in.AsSpan(taken, _filled - taken), out var length))
            taken += length;
        Consume(taken);
        if (_filled == _in.Length)
            Fail("A frame is longer than the buffer.");
    }

    private bool TryTakeFrame(ReadOnlySpan<byte> data, out int length)
    {
        length = 0;
        if (data.Length < 2)
            return false;
        long size = data[1];
        var head = 2;
        if (size == 126)
        {
            if (data.Length < 4)
                return false;
            (size, head) = (BinaryPrimitives.ReadUInt16BigEndian(data[2..]), 4);
        }
        else if (size == 127)
        {
            if (data.Length < 10)
                return false;
            (size, head) = (BinaryPrimitives.ReadInt64BigEndian(data[2..]), 10);
        }

        if (data.Length < head + size)
            return false;
        length = head + (int)size;
        var payload = data[head..length];
        switch (data[0])
        {
            case 0x80 | Text:
                OnText(payload);
                break;
            case Text or Continuation:
                _fragments.AddRange(payload);
                break;
            case 0x80 | Continuation:
                _fragments.AddRange(payload);
                OnText(CollectionsMarshal.AsSpan(_fragments));
                _fragments.Clear();
                break;
            case 0x80 | Ping:
                SendFrame(Pong, payload);
                break;
            case 0x80 | Pong:
                break; // Kestrel's way to keep a connection alive, which asks for nothing.
            case 0x80 | CloseCode:
                Fail($"Closed with {(payload.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(payload))}.");
                break;
            default:
                Fail($"A frame that nobody expects here: {data[0]:x2}.");
                break;
        }

        return true;
    }

    private void Consume(int count)
    {
        if (count > 0)
            _in.AsSpan(count, _filled - count).CopyTo(_in);
        _filled -= count;
    }
}
