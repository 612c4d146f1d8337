using System.Text;
using FsCheck;
using FsCheck.Fluent;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Protocol;

namespace KefuBlazor.Core.Tests.Protocol;

public sealed class FrameDispatcherTests : IAsyncLifetime
{
    private CoreHost _core = null!;
    private Participant _customer = null!;
    private Participant _agent = null!;

    public async Task InitializeAsync()
    {
        _core = await CoreHost.StartAsync(Scenarios.Unlimited);
        _customer = await _core.AddCustomerAsync();
        _agent = await _core.AddAgentAsync("kefu001");
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task DispatchAsync_Text_IsAckedWithItsRefAndThenAsADuplicate()
    {
        using var tab = await FeedConnection.OpenAsync(_core, _customer);
        const string frame = """{"type":"text","client_id":"m1","content":"hi","ref":"r1"}""";
        var (first, again) = ((await tab.SendAsync(frame))!.Value, (await tab.SendAsync(frame))!.Value);
        Assert.Equal(("ack", "m1", "r1", 1), (first.Type(), first.Text("client_id"), first.Text("ref"), first.Seq()));
        Assert.False(first.GetProperty("duplicate").GetBoolean());
        Assert.True(again.GetProperty("duplicate").GetBoolean());
        Assert.Equal(first.Text("id"), again.Text("id"));
    }

    [Theory]
    [InlineData("""{"type":"text","client_id":"m1","content":" ","ref":"r1"}""")]
    [InlineData("""{"type":"text","client_id":"","content":"hi","ref":"r1"}""")]
    [InlineData("""{"type":"text","client_id":"m1","content":null,"ref":"r1"}""")]
    [InlineData("""{"type":"text","client_id":null,"content":"hi","ref":"r1"}""")]
    [InlineData("""{"type":"read","seq":0,"ref":"r1"}""")]
    [InlineData("""{"type":"history","limit":0,"ref":"r1"}""")]
    [InlineData("""{"type":"history","after_seq":1,"before_seq":2,"ref":"r1"}""")]
    public async Task DispatchAsync_OutOfRange_IsABadRequestWithItsRef(string json)
    {
        using var tab = await FeedConnection.OpenAsync(_core, _customer);
        await AssertRefusedAsync(tab, "bad_request", json);
    }

    [Theory]
    [InlineData("""{"type":"text","client_id":"m1","content":"hi","conversation_id":"@","ref":"r1"}""")]
    [InlineData("""{"type":"typing","active":true,"conversation_id":"@","ref":"r1"}""")]
    [InlineData("""{"type":"delivered","seq":1,"conversation_id":"@","ref":"r1"}""")]
    [InlineData("""{"type":"read","seq":1,"conversation_id":"@","ref":"r1"}""")]
    [InlineData("""{"type":"history","conversation_id":"@","ref":"r1"}""")]
    [InlineData("""{"type":"close","conversation_id":"@","ref":"r1"}""")]
    public async Task DispatchAsync_AnothersConversation_IsNotFoundAndNotToBeToldFromNone(string json)
    {
        var id = (await _core.OpenAsync(_customer, _agent)).Id;
        using var stranger = await FeedConnection.OpenAsync(_core, await _core.AddCustomerAsync());
        var refused = await AssertRefusedAsync(stranger, "not_found", json.Replace("@", id, StringComparison.Ordinal));
        foreach (var wrong in new[] { "nowhere", "", "1", id.ToUpperInvariant(), id + " ", "' or 1=1 --", "%", new('a', 10_000) })
        {
            using var other = await FeedConnection.OpenAsync(_core, await _core.AddCustomerAsync());
            Assert.Equal(refused, await AssertRefusedAsync(other, "not_found", json.Replace("@", wrong, StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("""{"type":"text","client_id":"m1","content":"hi","ref":"r1"}""")]
    [InlineData("""{"type":"typing","active":true,"ref":"r1"}""")]
    [InlineData("""{"type":"read","seq":1,"ref":"r1"}""")]
    [InlineData("""{"type":"history","ref":"r1"}""")]
    [InlineData("""{"type":"close","ref":"r1"}""")]
    [InlineData("""{"type":"accept","ref":"r1"}""")]
    [InlineData("""{"type":"status","status":"asleep","ref":"r1"}""")]
    public async Task DispatchAsync_AgentNamesNoConversationOrStatus_IsABadRequest(string json)
    {
        using var desk = await FeedConnection.OpenAsync(_core, _agent);
        await AssertRefusedAsync(desk, "bad_request", json);
    }

    [Theory]
    [InlineData("""{"type":"accept","conversation_id":"@","ref":"r1"}""")]
    [InlineData("""{"type":"status","status":"away","ref":"r1"}""")]
    public async Task DispatchAsync_CustomerDoesWhatAgentsDo_IsForbidden(string json)
    {
        var id = (await _core.OpenAsync(_customer)).Id;
        using var tab = await FeedConnection.OpenAsync(_core, _customer);
        await AssertRefusedAsync(tab, "forbidden", json.Replace("@", id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task DispatchAsync_Status_IsStored()
    {
        using var desk = await FeedConnection.OpenAsync(_core, _agent);
        Assert.Null(await desk.SendAsync("""{"type":"status","status":"away"}"""));
        Assert.Equal(Availability.Away, (await _core.Get<IAgentService>().FindAsync(_agent.Id))!.Status);
    }

    [Fact]
    public async Task DispatchAsync_AcceptAndClose_AreAnsweredByTheConversation()
    {
        var id = (await _core.OpenAsync(_customer)).Id;
        using var desk = await FeedConnection.OpenAsync(_core, _agent);
        Assert.Null(await desk.SendAsync($$"""{"type":"accept","conversation_id":"{{id}}"}"""));
        Assert.Equal("active", Assert.Single(await desk.ReadAsync("conversation")).Text("status"));
        Assert.Null(await desk.SendAsync($$"""{"type":"accept","conversation_id":"{{id}}"}"""));
        Assert.Equal("active", Assert.Single(await desk.ReadAsync("conversation")).Text("status"));
        Assert.Null(await desk.SendAsync($$"""{"type":"close","conversation_id":"{{id}}"}"""));
        Assert.Equal("resolved", Assert.Single(await desk.ReadAsync("conversation")).Text("close_reason"));
        await AssertRefusedAsync(desk, "closed", $$"""{"type":"close","conversation_id":"{{id}}","ref":"r1"}""");
    }

    [Fact]
    public async Task DispatchAsync_History_IsAnsweredWithItsRef()
    {
        var id = (await _core.OpenAsync(_customer)).Id;
        using var tab = await FeedConnection.OpenAsync(_core, _customer);
        var history = (await tab.SendAsync("""{"type":"history","ref":"r1"}"""))!.Value;
        Assert.Equal(("history", id, "r1"), (history.Type(), history.Text("conversation_id"), history.Text("ref")));
        Assert.Equal(1, history.GetProperty("messages")[0].Seq());
    }

    [Fact]
    public async Task DispatchAsync_Heartbeat_IsAnsweredInKind()
    {
        using var tab = await FeedConnection.OpenAsync(_core, _customer);
        var answer = (await tab.SendAsync("""{"type":"heartbeat","timestamp":"whenever","ref":"r1"}"""))!.Value;
        Assert.Equal(("heartbeat", "2026-01-18T09:00:00.000Z", "r1"), (answer.Type(), answer.Text("timestamp"), answer.Text("ref")));
    }

    [Fact]
    public async Task DispatchAsync_TypingTooOften_IsRateLimitedAndOtherConnectionsAreNot()
    {
        await _core.OpenAsync(_customer, _agent);
        using var tab = await FeedConnection.OpenAsync(_core, _customer);
        using var other = await FeedConnection.OpenAsync(_core, _customer);
        var refused = 0;
        for (var n = 0; n < 20; n++)
            refused += await tab.SendAsync("""{"type":"typing","active":true}""") is null ? 0 : 1;
        Assert.InRange(refused, 1, 19);
        var error = (await tab.SendAsync("""{"type":"typing","active":true}"""))!.Value;
        Assert.Equal("rate_limited", error.Text("code"));
        Assert.InRange(error.GetProperty("retry_after_ms").GetInt32(), 1, 1000);
        Assert.Null(await other.SendAsync("""{"type":"typing","active":true}"""));
    }

    [Fact]
    public async Task DispatchAsync_TypingTooOftenInOneConversation_LeavesTheAgentsOthersFree()
    {
        var (one, two) = (await _core.OpenAsync(_customer, _agent), await _core.OpenAsync(await _core.AddCustomerAsync(), _agent));
        using var desk = await FeedConnection.OpenAsync(_core, _agent);
        for (var n = 0; n < 10; n++)
            await desk.SendAsync($$"""{"type":"typing","active":true,"conversation_id":"{{one.Id}}"}""");
        Assert.Null(await desk.SendAsync($$"""{"type":"typing","active":true,"conversation_id":"{{two.Id}}"}"""));
    }

    [Fact]
    public void DispatchAsync_AnyBytes_AreAnsweredAndNeverThrow()
    {
        var source = new FrameSource(_customer, "c1");
        var dispatcher = _core.Get<IFrameDispatcher>();
        var members = Gen.Elements(
            "\"type\":\"text\"", "\"type\":\"read\"", "\"type\":\"history\"", "\"type\":\"close\"", "\"type\":\"typing\"", "\"client_id\":\"a\"",
            "\"client_id\":null", "\"content\":\"hi\"", "\"content\":null", "\"seq\":1", "\"seq\":-1", "\"limit\":0", "\"limit\":null", "\"active\":true",
            "\"active\":0", "\"conversation_id\":\"x\"", "\"conversation_id\":null", "\"ref\":\"r\"", "\"ref\":1", "\"after_seq\":9e9");
        var frames = Gen.ArrayOf(members).Resize(6).Select(parts => Encoding.UTF8.GetBytes("{" + string.Join(',', parts) + "}"));
        Prop.ForAll(frames.ToArbitrary(), frame =>
        {
            // Never 'unavailable': what a client sends is no fault of ours.
            var reply = dispatcher.DispatchAsync(source, frame, default).AsTask().GetAwaiter().GetResult();
            return reply.Error is not ErrorCode.Unavailable;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    /// <summary>The refusal's message, which must not tell what exists from what does not.</summary>
    private static async Task<string> AssertRefusedAsync(FeedConnection connection, string code, string json)
    {
        var error = (await connection.SendAsync(json))!.Value;
        Assert.Equal(("error", code, "r1"), (error.Type(), error.Text("code"), error.Text("ref")));
        return error.Text("message")!;
    }
}
