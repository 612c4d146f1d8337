using System.Net;
using KefuBlazor.Server.Limits;

namespace KefuBlazor.Server.Tests.Limits;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    public void Bucket_OfAnAddress_IsTheSubscribers(string address, string bucket) =>
        Assert.Equal(IPAddress.Parse(bucket), ClientAddress.Bucket(IPAddress.Parse(address)));
}
