using KefuBlazor.Benchmarks.Yardsticks;

namespace KefuBlazor.Benchmarks.Relay;

/// <summary>The limit of the stack: Kestrel's WebSocket sends back what it is sent.</summary>
internal sealed class EchoContender : IContender
{
    public const string Title = "raw echo";

    private readonly List<EchoCustomer> _customers = [];
    private YardstickProcess? _server;

    public string Name => Title;

    public MeasuredProcess Process => _server!.Measured;

    public Uri Address => _server!.Address;

    public IReadOnlyList<RelayCustomer> Customers => _customers;

    public IReadOnlyList<RelayAgent> Agents => [];

    public async Task StartAsync(int customers)
    {
        _server = await YardstickProcess.StartAsync(Yardstick.Echo);
        for (var number = 0; number < customers; number++)
        {
            var customer = new EchoCustomer();
            _customers.Add(customer);
            await customer.ConnectAsync(new Uri(Address, "ws"), string.Empty);
            customer.Start();
        }
    }

    public long? CountStored() => null;

    public async ValueTask DisposeAsync()
    {
        _customers.ForEach(customer => customer.Dispose());
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
