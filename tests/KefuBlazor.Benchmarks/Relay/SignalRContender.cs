using System.Text;
using KefuBlazor.Benchmarks.Yardsticks;
using KefuBlazor.Benchmarks.Yardsticks.SignalR;

namespace KefuBlazor.Benchmarks.Relay;

/// <summary>A SignalR hub that does the same job with EF Core on SQLite, as their documentations show it.</summary>
internal sealed class SignalRContender(int agents) : IContender
{
    public const string Title = "SignalR";

    private readonly List<HubCustomer> _customers = [];
    private readonly List<HubAgent> _agents = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kefu-signalr-");
    private YardstickProcess? _server;

    public string Name => Title;

    public MeasuredProcess Process => _server!.Measured;

    public IReadOnlyList<RelayCustomer> Customers => _customers;

    public IReadOnlyList<RelayAgent> Agents => _agents;

    private string Database => Path.Combine(_folder.FullName, "relay.db");

    public async Task StartAsync(int customers)
    {
        _server = await YardstickProcess.StartAsync(Yardstick.SignalR, Database);
        for (var number = 0; number < agents; number++)
        {
            var agent = new HubAgent();
            _agents.Add(agent);
            await agent.ConnectAsync(new Uri(_server.Address, "relay"), string.Empty);
            agent.Start();
            agent.Join(number);
        }

        for (var number = 0; number < customers; number++)
        {
            var customer = new HubCustomer(number, number % agents);
            _customers.Add(customer);
            await customer.ConnectAsync(new Uri(_server.Address, "relay"), string.Empty);
            customer.Start();
            customer.Hello();
        }
    }

    public long? CountStored() => RelayContext.CountMessages(Database);

    public async ValueTask DisposeAsync()
    {
        _customers.ForEach(customer => customer.Dispose());
        _agents.ForEach(agent => agent.Dispose());
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class HubCustomer(int number, int agent) : RelayCustomer
    {
        private readonly byte[] _head = Encoding.UTF8.GetBytes(
            $$"""{"type":1,"invocationId":"1","target":"Send","arguments":[{{number}},{{agent}},"------------------------","{{Encoding.UTF8.GetString(Content)}}"]}""" + "\u001e");

        public void Hello() => Send("{\"protocol\":\"json\",\"version\":1}\u001e"u8);

        protected override void SendText(ReadOnlySpan<byte> clientId)
        {
            clientId.CopyTo(_head.AsSpan(_idAt));
            Send(_head);
        }

        protected override void OnText(ReadOnlySpan<byte> utf8)
        {
            foreach (var range in utf8.Split((byte)0x1e))
            {
                var record = utf8[range];
                if (record.StartsWith("""{"type":3,"""u8))
                    Ack(record);
                else if (record.StartsWith("""{"type":7"""u8))
                    Fail("The hub closed.");
            }
        }

        private readonly int _idAt = $$"""{"type":1,"invocationId":"1","target":"Send","arguments":[{{number}},{{agent}},""".Length + 1;
    }

    private sealed class HubAgent : RelayAgent
    {
        public void Join(int number)
        {
            Send("{\"protocol\":\"json\",\"version\":1}\u001e"u8);
            Send(Encoding.UTF8.GetBytes($$"""{"type":1,"target":"Join","arguments":[{{number}}]}""" + "\u001e"));
        }

        protected override void OnText(ReadOnlySpan<byte> utf8)
        {
            foreach (var range in utf8.Split((byte)0x1e))
            {
                if (utf8[range].StartsWith("""{"type":1,"target":"message","""u8))
                    Count();
            }
        }
    }
}
