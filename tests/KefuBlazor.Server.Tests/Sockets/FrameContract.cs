using System.Net.WebSockets;
using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Sockets;

/// <summary>What becomes of a customer's frames, whatever carries them.</summary>
public abstract class FrameContract
{
    private const int LongestMessage = 64 * 1024;

    protected abstract Task<KefuClient> CustomerAsync();

    [Theory]
    [InlineData(4000, true)]
    [InlineData(4001, false)]
    public async Task Send_TextOfThisLength_IsTakenUpTo4000(int length, bool taken)
    {
        await using var customer = await CustomerAsync();
        await customer.SendAsync(new { type = "text", client_id = "a", content = new string('长', length) });

        var answer = await customer.ExpectAsync(null, frame => frame.Type is "ack" or "error");
        Assert.Equal(taken ? "ack" : "error", answer.Type);
        Assert.Equal("a", answer.Text("client_id"));
    }

    [Fact]
    public async Task Send_UnknownType_IsUnknownTypeAndNamesIt()
    {
        await using var customer = await CustomerAsync();
        var error = await customer.AskAsync(new() { ["type"] = "teleport" });

        Assert.Equal(("error", "unknown_type", "teleport"), (error.Type, error.Text("code"), error.Text("of")));
    }

    [Fact]
    public async Task Send_UnknownMember_IsIgnored()
    {
        await using var customer = await CustomerAsync();
        var answer = await customer.AskAsync(new() { ["type"] = "heartbeat", ["mood"] = "good" });

        Assert.Equal("heartbeat", answer.Type);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", answer.Text("timestamp"));
    }

    [Fact]
    public async Task Send_MessageOfExactly64KiB_IsAnswered()
    {
        await using var customer = await CustomerAsync();
        const string head = "{\"type\":\"heartbeat\",\"ref\":\"r\",\"x\":\"";
        await customer.SendTextAsync(head + new string('x', LongestMessage - head.Length - 2) + "\"}");

        await customer.ExpectAsync("heartbeat");
    }

    [Fact]
    public async Task Send_MessageOver64KiB_ClosesWith1009()
    {
        await using var customer = await CustomerAsync();
        await customer.SendTextAsync("\"" + new string('x', LongestMessage) + "\"");

        Assert.Equal(1009, await customer.ExpectCloseAsync());
    }

    [Fact]
    public async Task Send_20BadRequests_AreAnsweredAndThenClosedWith4400()
    {
        await using var customer = await CustomerAsync();
        for (var sent = 0; sent < 20; sent++)
            await customer.SendTextAsync("[]");

        Assert.Equal(4400, await customer.ExpectCloseAsync());
        Assert.Equal(20, customer.Unread().Count(frame => frame.Text("code") == "bad_request"));
    }

    [Fact]
    public async Task Send_MoreThanTheRate_IsRateLimitedAndThenClosedWith4429()
    {
        await using var customer = await CustomerAsync();
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
