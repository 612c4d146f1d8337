using System.Net.WebSockets;
using System.Text;
using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Sockets;

public sealed class FrameTests(SharedServer shared) : FrameContract, IClassFixture<SharedServer>
{
    private const int LongestMessage = 64 * 1024;

    private ServerProcess Server => shared.Server;

    protected override Task<KefuClient> CustomerAsync() => KefuClient.CustomerAsync(Server);

    public static TheoryData<string, string> BadFrames => new()
    {
        { "empty", "" },
        { "no JSON", "hello" },
        { "half", "{\"type\":" },
        { "array", "[]" },
        { "string", "\"text\"" },
        { "two objects", "{\"type\":\"heartbeat\"}{\"type\":\"heartbeat\"}" },
        { "no type", "{}" },
        { "type of a wrong kind", "{\"type\":1}" },
        { "no client_id", "{\"type\":\"text\",\"content\":\"a\"}" },
        { "blank", "{\"type\":\"text\",\"client_id\":\"a\",\"content\":\" \\n\\t \"}" },
        { "content of a wrong kind", "{\"type\":\"text\",\"client_id\":\"a\",\"content\":{}}" },
        { "NUL", "{\"type\":\"text\",\"client_id\":\"a\",\"content\":\"a\\u0000b\"}" },
        { "half a surrogate pair", "{\"type\":\"text\",\"client_id\":\"a\",\"content\":\"a\\ud800b\"}" },
        { "doubled member", "{\"type\":\"text\",\"client_id\":\"a\",\"content\":\"a\",\"content\":\"b\"}" },
        { "no such number", "{\"type\":\"history\",\"after_seq\":1e400}" },
        { "deep", "{\"type\":\"text\",\"client_id\":\"a\",\"content\":" + new string('[', 30_000) + new string(']', 30_000) + "}" },
        { "deep beside the rest", "{\"x\":" + new string('[', 30_000) + new string(']', 30_000) + ",\"type\":\"heartbeat\"}" },
        { "both bounds", "{\"type\":\"history\",\"after_seq\":1,\"before_seq\":9}" },
        { "limit", "{\"type\":\"history\",\"limit\":101}" },
        { "long ref", "{\"type\":\"heartbeat\",\"ref\":\"" + new string('r', 65) + "\"}" },
    };

    [Theory]
    [MemberData(nameof(BadFrames))]
    public async Task Send_MalformedFrame_IsBadRequestAndTheConnectionStays(string what, string frame)
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        await customer.SendTextAsync(frame);

        Assert.True((await customer.ExpectAsync("error")).Text("code") == "bad_request", what);
        await customer.BarrierAsync();
    }

    [Fact]
    public async Task Send_FragmentsOver64KiBInAll_ClosesWith1009BeforeTheEnd()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var fragment = Encoding.UTF8.GetBytes(new string('x', 1000));
        for (var sent = 0; sent <= LongestMessage; sent += fragment.Length)
            await customer.SendBytesAsync(fragment, WebSocketMessageType.Text, endOfMessage: false);

        Assert.Equal(1009, await customer.ExpectCloseAsync());
    }

    [Fact]
    public async Task Send_BinaryMessage_ClosesWith4400()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        await customer.SendBytesAsync("{}"u8.ToArray(), WebSocketMessageType.Binary, endOfMessage: true);

        Assert.Equal(4400, await customer.ExpectCloseAsync());
    }

    [Fact]
    public async Task Send_InvalidUtf8_HarmsNobodyElse()
    {
        await using var bystander = await KefuClient.CustomerAsync(Server);
        await using var customer = await KefuClient.CustomerAsync(Server);
        await customer.SendBytesAsync(new byte[] { (byte)'"', 0xC3, 0x28, 0xFF, (byte)'"' }, WebSocketMessageType.Text, endOfMessage: true);
        await customer.ExpectCloseAsync();

        await bystander.BarrierAsync();
    }
}
