using KefuBlazor.Benchmarks.Relay;

namespace KefuBlazor.Benchmarks.Crowd;

/// <summary>Many customers of the product, and its agents. Each customer counts as connected when the welcome has come.</summary>
internal sealed class ProductCrowd(PublishedServer published) : ICrowd
{
    private readonly ProductContender _product = new(published);

    public MeasuredProcess Process => _product.Process;

    /// <summary>Where its messages are.</summary>
    public string Database => _product.Database;

    public Task StartAsync() => _product.StartAsync(customers: 0);

    public Task<RelayCustomer> ConnectAsync() => ConnectAsync("ws?user_type=kehu", "kefu.v1");

    public Task<RelayCustomer> ReturnAsync(RelayCustomer gone)
    {
        var (id, token) = ((ProductCustomer)gone).Identity;
        return ConnectAsync($"ws?user_type=kehu&user_id={id}", $"kefu.v1, token.{token}");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private async Task<RelayCustomer> ConnectAsync(string path, string protocols)
    {
        var customer = new ProductCustomer();
        await customer.ConnectAsync(new Uri(_product.Address, path), protocols);
        customer.Start();
        await customer.Welcomed;
        return customer;
    }
}
