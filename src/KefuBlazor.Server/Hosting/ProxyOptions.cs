using System.Net;

namespace KefuBlazor.Server.Hosting;

/// <summary>Settings under <c>Proxy</c>.</summary>
public sealed class ProxyOptions : ICheckedOptions
{
    public const string Section = "Proxy";

    /// <summary>
    /// The addresses (<c>10.0.0.5</c>) and networks (<c>10.0.0.0/8</c>) of reverse proxies whose <c>X-Forwarded-For</c> and
    /// <c>X-Forwarded-Proto</c> are believed. Default: none.
    /// </summary>
    public IReadOnlyList<string> Trusted { get; set; } = [];

    /// <summary>Each as a network; an address is a network of one.</summary>
    internal IEnumerable<IPNetwork> Networks => Trusted.Select(text => Parse(text)).OfType<IPNetwork>();

    IEnumerable<string> ICheckedOptions.Faults() =>
        from text in Trusted
        where Parse(text) is null
        select $"{Section}:{nameof(Trusted)} holds '{text}': give an address (10.0.0.5) or a network (10.0.0.0/8).";

    private static IPNetwork? Parse(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;

        return IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }
}
