using System.Net;
using System.Net.Sockets;

namespace KefuBlazor.Server.Limits;

/// <summary>Where a request comes from, as limits count it.</summary>
internal static class ClientAddress
{
    /// <summary>
    /// The address that limits count by: an IPv4 address, or the first 64 bits of an IPv6 one, all of which belong to one subscriber.
    /// Taken after the forwarding headers of trusted proxies, and of nobody else, have been heard.
    /// </summary>
    public static IPAddress Of(HttpContext http) => Bucket(http.Connection.RemoteIpAddress);

    internal static IPAddress Bucket(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;

        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes);
    }
}
