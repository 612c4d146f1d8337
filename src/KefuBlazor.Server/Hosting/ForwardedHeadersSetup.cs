using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Hosting;

/// <summary>Believes forwarding headers of the trusted proxies, and of nobody else.</summary>
internal sealed class ForwardedHeadersSetup(IOptions<ProxyOptions> proxies) : IConfigureOptions<ForwardedHeadersOptions>
{
    public void Configure(ForwardedHeadersOptions options)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies.Value.Networks)
            options.KnownIPNetworks.Add(network);

        // With nobody to believe, hearing none is safer than hearing an empty list, which the middleware takes for "anybody".
        options.ForwardedHeaders = options.KnownIPNetworks.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

        // As many hops as are trusted: the first address from the right that is not a proxy's is the client's.
        options.ForwardLimit = null;
    }
}
