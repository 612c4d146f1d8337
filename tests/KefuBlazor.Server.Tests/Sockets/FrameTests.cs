using System.Net.WebSockets;
using System.Text;
using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Sockets;

public sealed class FrameTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const int LongestMessage = 64 * 1024;

    private ServerProcess Server => shared.Server;

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

    [Theory]
    [InlineData(4000, true)]
    [InlineData(4001, false)]
    public async Task Send_TextOfThisLength_IsTakenUpTo4000(int length, bool taken)
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        await customer.SendAsync(new { type = "text", client_id = "a", content = new string('长', length) });

        var answer = await customer.ExpectAsync(null, frame => frame.Type is "ack" or "error");
        Assert.Equal(taken ? "ack" : "error", answer.Type);
        Assert.Equal("a", answer.Text("client_id"));
    }

    [Fact]
    public async Task Send_UnknownType_IsUnknownTypeAndNamesIt()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var error = await customer.AskAsync(new() { ["type"] = "teleport" });

        Assert.Equal(("error", "unknown_type", "teleport"), (error.Type, error.Text("code"), error.Text("of")));
    }

    [Fact]
    public async Task Send_UnknownMember_IsIgnored()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var answer = await customer.AskAsync(new() { ["type"] = "heartbeat", ["mood"] = "good" });

        Assert.Equal("heartbeat", answer.Type);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", answer.Text("timestamp"));
    }

    [Fact]
    public async Task Send_MessageOfExactly64KiB_IsAnswered()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        const string head = "{\"type\":\"heartbeat\",\"ref\":\"r\",\"x\":\"";
        await customer.SendTextAsync(head + new string('x', LongestMessage - head.Length - 2) + "\"}");

        await customer.ExpectAsync("heartbeat");
    }

    [Fact]
    public async Task Send_MessageOver64KiB_ClosesWith1009()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        await customer.SendTextAsync(new string('x', LongestMessage + 1));

        Assert.Equal(1009, await customer.ExpectCloseAsync());
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
    public async Task Send_20BadRequests_AreAnsweredAndThenClosedWith4400()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        for (var sent = 0; sent < 20; sent++)
            await customer.SendTextAsync("[]");

        Assert.Equal(4400, await customer.ExpectCloseAsync());
        Assert.Equal(20, customer.Unread().Count(frame => frame.Text("code") == "bad_request"));
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

    [Fact]
    public async Task Send_MoreThanTheRate_IsRateLimitedAndThenClosedWith4429()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        try
        {
            for (var sent = 0; sent < 100; sent++)
                await customer.SendAsync(new { type = "text", client_id = $"c{sent}", content = "x" });
        }
        catch (WebSocketException)
        {
            // It may be closed before all are sent.
        }

        Assert.Equal(4429, await customer.ExpectCloseAsync());
        var refusals = customer.Unread().Where(frame => frame.Text("code") == "rate_limited").ToArray();
        Assert.Equal(50, refusals.Length);
        Assert.All(refusals, refusal => Assert.True(refusal.Number("retry_after_ms") > 0 && refusal.Text("client_id") is not null));
        Assert.InRange(customer.Unread().Count(frame => frame.Type == "ack"), 20, 49);
    }
}
