using KefuBlazor.Benchmarks.Relay;
using KefuBlazor.Benchmarks.Yardsticks;

namespace KefuBlazor.Benchmarks.Crowd;

/// <summary>Many who are connected to a bare echo.</summary>
internal sealed class EchoCrowd : ICrowd
{
    private YardstickProcess? _server;

    public MeasuredProcess Process => _server!.Measured;

    public async Task StartAsync() => _server = await YardstickProcess.StartAsync(Yardstick.Echo);

    public async Task<RelayCustomer> ConnectAsync()
    {
        var customer = new EchoCustomer();
        await customer.ConnectAsync(new Uri(_server!.Address, "ws"), string.Empty);
        customer.Start();
        return customer;
    }

    public Task<RelayCustomer> ReturnAsync(RelayCustomer gone) => ConnectAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
