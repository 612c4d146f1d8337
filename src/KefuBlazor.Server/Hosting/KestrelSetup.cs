using KefuBlazor.Server.Limits;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Hosting;

/// <summary>What one peer may cost the web server, whatever it asks for.</summary>
internal sealed class KestrelSetup(IOptions<LimitOptions> limits) : IConfigureOptions<KestrelServerOptions>
{
    // Circuits are upgraded connections too; sockets are counted, and refused with a status, before they come to this.
    private const int RoomForCircuits = 5_000;

    private const long LargestBody = 1024 * 1024;

    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = LargestBody;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(120);
        options.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        options.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        options.Limits.MaxConcurrentUpgradedConnections =
            limits.Value.Connections == 0 ? null : limits.Value.Connections + RoomForCircuits;
    }
}
