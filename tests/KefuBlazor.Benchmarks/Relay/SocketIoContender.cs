using System.Text;
using KefuBlazor.Benchmarks.Yardsticks;

namespace KefuBlazor.Benchmarks.Relay;

/// <summary>Socket.IO on Node that does the same job with better-sqlite3, as their documentations show it.</summary>
internal sealed class SocketIoContender(int agents) : IContender
{
    public const string Title = "Socket.IO";

    private readonly List<IoCustomer> _customers = [];
    private readonly List<IoAgent> _agents = [];
    private NodeProcess? _server;

    public string Name => Title;

    public MeasuredProcess Process => _server!.Measured;

    public IReadOnlyList<RelayCustomer> Customers => _customers;

    public IReadOnlyList<RelayAgent> Agents => _agents;

    public async Task StartAsync(int customers)
    {
        _server = await NodeProcess.StartAsync();
        var address = new Uri(_server.Address, "socket.io/?EIO=4&transport=websocket");
        for (var number = 0; number < agents; number++)
        {
            var agent = new IoAgent(number);
            _agents.Add(agent);
            await agent.ConnectAsync(address, string.Empty);
            agent.Start();
        }

        for (var number = 0; number < customers; number++)
        {
            var customer = new IoCustomer(number, number % agents);
            _customers.Add(customer);
            await customer.ConnectAsync(address, string.Empty);
            customer.Start();
        }
    }

    public long? CountStored() => _server!.CountStored();

    public async ValueTask DisposeAsync()
    {
        _customers.ForEach(customer => customer.Dispose());
        _agents.ForEach(agent => agent.Dispose());
        if (_server is not null)
            await _server.DisposeAsync();
    }

    // Engine.IO: 0 open, 2 ping, 3 pong, 4 message. Socket.IO within a message: 0 connect, 2 event, 3 ack.
    private sealed class IoCustomer(int number, int agent) : RelayCustomer
    {
        private readonly byte[] _event = Encoding.UTF8.GetBytes($$"""421["send",{{number}},{{agent}},"------------------------","{{Encoding.UTF8.GetString(Content)}}"]""");
        private readonly int _idAt = $$"""421["send",{{number}},{{agent}},""".Length + 1;

        protected override void SendText(ReadOnlySpan<byte> clientId)
        {
            clientId.CopyTo(_event.AsSpan(_idAt));
            Send(_event);
        }

        protected override void OnText(ReadOnlySpan<byte> utf8)
        {
            if (utf8.StartsWith("431"u8))
                Ack(utf8);
            else if (utf8.StartsWith("0"u8))
                Send("40"u8);
            else if (utf8.SequenceEqual("2"u8))
                Send("3"u8);
        }
    }

    private sealed class IoAgent(int number) : RelayAgent
    {
        protected override void OnText(ReadOnlySpan<byte> utf8)
        {
            if (utf8.StartsWith("42"u8))
                Count();
            else if (utf8.StartsWith("40"u8))
                Send(Encoding.UTF8.GetBytes($"""42["join",{number}]"""));
            else if (utf8.StartsWith("0"u8))
                Send("40"u8);
            else if (utf8.SequenceEqual("2"u8))
                Send("3"u8);
        }
    }
}
