using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;

namespace KefuBlazor.Core.Tests.Protocol;

public sealed class CustomerFramesTests : IAsyncLifetime
{
    private CoreHost _core = null!;
    private Participant _customer = null!;
    private FeedConnection _tab = null!;

    public async Task InitializeAsync()
    {
        _core = await CoreHost.StartAsync(Identities.With(Scenarios.Unlimited));
        _customer = await _core.AddCustomerAsync();
        _tab = await FeedConnection.OpenAsync(_core, _customer);
    }

    public async Task DisposeAsync()
    {
        _tab.Dispose();
        await _core.DisposeAsync();
    }

    [Fact]
    public async Task Identify_EveryKindOfAttribute_IsKeptAsText()
    {
        Assert.Null(await _tab.SendAsync("""{"type":"identify","name":"王","email":"a@b.example","phone":"+86 1","attributes":{"a":"<b>","b":12.50,"c":true,"d":null}}"""));
        var profile = await _core.ProfileAsync(_customer.Id);
        Assert.Equal(("王", "a@b.example", "+86 1"), (profile.Name, profile.Email, profile.Phone));
        Assert.Equal([new("a", "<b>"), new("b", "12.50"), new("c", "true")], profile.Attributes);
    }

    [Fact]
    public async Task Identify_IdOfAnother_IsAnsweredIdentified()
    {
        await _core.IdentifyAsync(await _core.AddCustomerAsync(), "42");
        var frame = $$"""{"type":"identify","external_id":"42","user_hash":"{{UserHash.Of("42", Identities.Secret).ToUpperInvariant()}}","ref":"r1"}""";
        var answer = (await _tab.SendAsync(frame))!.Value;
        Assert.Equal(("identified", "r1"), (answer.Type(), answer.Text("ref")));
        Assert.Equal(answer.Text("user_id"), (await _core.Get<ICustomerService>().AuthenticateAsync(answer.Text("visitor_token")!))?.Id);
    }

    [Theory]
    [InlineData("bad_request", """{"type":"identify","name":""}""")]
    [InlineData("bad_request", """{"type":"identify","name":"two\nlines"}""")]
    [InlineData("bad_request", """{"type":"identify","name":"#81"}""")]
    [InlineData("bad_request", """{"type":"identify","email":"nobody"}""")]
    [InlineData("bad_request", """{"type":"identify","phone":"#33"}""")]
    [InlineData("bad_request", """{"type":"identify","external_id":" "}""")]
    [InlineData("bad_request", """{"type":"identify","external_id":"#129"}""")]
    [InlineData("bad_request", """{"type":"identify","external_id":42}""")]
    [InlineData("bad_request", """{"type":"identify","attributes":[]}""")]
    [InlineData("bad_request", """{"type":"identify","attributes":{"a":{}}}""")]
    [InlineData("bad_request", """{"type":"identify","attributes":{"a":[1]}}""")]
    [InlineData("bad_request", """{"type":"identify","attributes":{"":"x"}}""")]
    [InlineData("bad_request", """{"type":"identify","attributes":{"a":"1","a":"2"}}""")]
    [InlineData("bad_request", """{"type":"identify","attributes":{"a":"#501"}}""")]
    [InlineData("forbidden", """{"type":"identify","external_id":"42"}""")]
    [InlineData("forbidden", """{"type":"identify","external_id":"42","user_hash":"42"}""")]
    [InlineData("bad_request", """{"type":"page","url":"javascript:alert(1)"}""")]
    [InlineData("bad_request", """{"type":"page","url":"data:text/html,x"}""")]
    [InlineData("bad_request", """{"type":"page","url":"//shop.example/"}""")]
    [InlineData("bad_request", """{"type":"page","url":"https://u:p@shop.example/"}""")]
    [InlineData("bad_request", """{"type":"page","url":"https://shop.example/#2048"}""")]
    [InlineData("bad_request", """{"type":"page","title":"t"}""")]
    public async Task Dispatch_OutOfRangeOrUnsigned_IsRefusedAndNothingIsKept(string code, string frame)
    {
        var number = System.Text.RegularExpressions.Regex.Match(frame, "#([0-9]+)");
        if (number.Success)
            frame = frame.Replace(number.Value, new string('x', int.Parse(number.Groups[1].Value, null)), StringComparison.Ordinal);
        var before = await _core.ProfileAsync(_customer.Id);
        Assert.Equal(code, (await _tab.SendAsync(frame))?.Text("code"));
        Assert.Equivalent(before, await _core.ProfileAsync(_customer.Id));
    }

    [Fact]
    public async Task Identify_MoreAttributesThanMayBe_IsRefusedAsAWhole()
    {
        var many = string.Join(',', Enumerable.Range(0, 51).Select(n => $"\"a{n}\":{n}"));
        Assert.Equal("bad_request", (await _tab.SendAsync($$"""{"type":"identify","name":"x","attributes":{ {{many}} } }"""))?.Text("code"));
        Assert.Equal(_customer.Name, (await _core.ProfileAsync(_customer.Id)).Name);
    }

    [Fact]
    public async Task Identify_NewName_IsToldInTheConversation()
    {
        var agent = await _core.AddAgentAsync("kefu001");
        await _core.OpenAsync(_customer, agent);
        using var heard = _core.Listen(Audience.Agent(agent.Id));
        await _tab.SendAsync("""{"type":"identify","name":"王小姐"}""");
        Assert.Equal(["王小姐"], heard.Of<ConversationChanged>().Select(changed => changed.Conversation.CustomerName));
        await _tab.SendAsync("""{"type":"identify","name":"王小姐"}""");
        Assert.Single(heard.Of<ConversationChanged>());
    }

    [Fact]
    public async Task Page_TitleAndReferrer_AreCutAndLeftAwayWhereTheyAreNothing()
    {
        using var heard = _core.Listen(CustomerChanged.TopicOf(_customer.Id));
        Assert.Null(await _tab.SendAsync($$"""{"type":"page","url":"https://shop.example/?q=字#top","title":"  {{new string('t', 300)}} ","referrer":"android-app://com.example"}"""));
        Assert.Null(await _tab.SendAsync("""{"type":"page","url":"http://shop.example/2","title":" ","referrer":"https://search.example/"}"""));
        Assert.Null(await _tab.SendAsync("""{"type":"page","url":"http://shop.example/2"}"""));
        var now = _core.Time.GetUtcNow();
        Assert.Equal(
            [new("http://shop.example/2", null, "https://search.example/", now), new PageView("https://shop.example/?q=字#top", new string('t', 200), null, now)],
            (await _core.ProfileAsync(_customer.Id)).Pages);
        Assert.Equal(2, heard.Of<CustomerChanged>().Count);
    }

    [Fact]
    public async Task Page_TooOften_IsRateLimitedOverAllTabs()
    {
        using var other = await FeedConnection.OpenAsync(_core, _customer);
        for (var n = 0; n < 10; n++)
            Assert.Null(await (n % 2 == 0 ? _tab : other).SendAsync($$"""{"type":"page","url":"https://shop.example/{{n}}"}"""));
        Assert.Equal("rate_limited", (await _tab.SendAsync("""{"type":"page","url":"https://shop.example/"}"""))?.Text("code"));
        Assert.Equal("rate_limited", (await other.SendAsync("""{"type":"page","url":"https://shop.example/"}"""))?.Text("code"));
    }

    [Theory]
    [InlineData("""{"type":"page","url":"https://shop.example/"}""")]
    [InlineData("""{"type":"identify","name":"x"}""")]
    public async Task Dispatch_OfAnAgent_IsForbidden(string frame)
    {
        using var agent = await FeedConnection.OpenAsync(_core, await _core.AddAgentAsync("kefu001"));
        Assert.Equal("forbidden", (await agent.SendAsync(frame))?.Text("code"));
    }
}
