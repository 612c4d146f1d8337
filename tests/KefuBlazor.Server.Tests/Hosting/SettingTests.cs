using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Hosting;

public sealed class SettingTests
{
    [Theory]
    [InlineData("Limits:Connections", "-1")]
    [InlineData("Sockets:SilenceTimeout", "00:00:05")]
    [InlineData("Sockets:OutboundQueue", "0")]
    [InlineData("Widget:AllowedOrigins:0", "shop.example")]
    [InlineData("Widget:Color", "blue")]
    [InlineData("Widget:BottomOffset", "-1")]
    [InlineData("Widget:AvatarUrl", "https://cdn.example/team.png")]
    [InlineData("Widget:Sites:shop:DarkColor", "#12345")]
    [InlineData("Proxy:Trusted:0", "somewhere")]
    [InlineData("Login:LockoutTime", "00:00:00")]
    public async Task Start_WithASettingThatCannotBe_FailsAndNamesIt(string key, string value)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => TestServer.StartAsync((key, value)));
        var name = string.Join(':', key.Split(':').Take(2));

        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
    }
}
