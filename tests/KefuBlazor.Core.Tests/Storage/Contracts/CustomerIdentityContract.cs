using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Messages;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

public abstract class CustomerIdentityContract : StoreContract
{
    [Fact]
    public async Task IdentifyAsync_WithoutAnId_IsKeptAsUnverified()
    {
        var customer = await Core.AddCustomerAsync();
        var identified = await Core.IdentifyAsync(customer, null, name: " 王小姐 ");
        Assert.Equal((customer.Id, "王小姐", null), (identified.Customer.Id, identified.Customer.Name, identified.VisitorToken));
        Assert.False((await Core.ProfileAsync(customer.Id)).IsVerified);
    }

    [Fact]
    public async Task IdentifyAsync_SaysAFewThingsAtATime_KeepsTheOthers()
    {
        var customer = await Core.AddCustomerAsync();
        await Keep(new Identification { Email = "a@b.example", Phone = "1", Attributes = Attributes(("plan", "gold"), ("age", "30")) });
        await Keep(new Identification { Phone = string.Empty, Attributes = Attributes(("age", null), ("级别", "一")) });
        var profile = await Core.ProfileAsync(customer.Id);
        Assert.Equal(("a@b.example", null), (profile.Email, profile.Phone));
        Assert.Equal([new("plan", "gold"), new("级别", "一")], profile.Attributes);

        async Task Keep(Identification who) => Assert.True((await Core.Get<ICustomerService>().IdentifyAsync(customer.Id, who)).Succeeded);
    }

    [Fact]
    public async Task IdentifyAsync_UnsignedOfWhomTheSiteHasNamed_ChangesNothing()
    {
        var customer = await Core.AddCustomerAsync();
        await Core.IdentifyAsync(customer, "42", name: "王小姐");
        var before = await Core.ProfileAsync(customer.Id);
        var forged = new Identification { Name = "Mallory", Email = "m@example.com", Phone = "1", Attributes = Attributes(("plan", "gold")) };
        var identified = await Core.Get<ICustomerService>().IdentifyAsync(customer.Id, forged);
        Assert.Equal((customer.Id, "王小姐", null), (identified.Value.Customer.Id, identified.Value.Customer.Name, identified.Value.VisitorToken));
        Assert.Equivalent(before, await Core.ProfileAsync(customer.Id), strict: true);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("not hex at all, but sixty-four characters long as one would be..")]
    public async Task IdentifyAsync_WrongHash_IsForbiddenAndNothingIsKept(string? hash)
    {
        var known = await Core.AddCustomerAsync();
        await Core.IdentifyAsync(known, "42");
        var (stranger, before) = (await Core.AddCustomerAsync(), await Core.ProfileAsync(known.Id));
        foreach (var id in new[] { "42", "43" })
        {
            var refused = await Core.Get<ICustomerService>().IdentifyAsync(
                stranger.Id, new Identification { ExternalId = id, UserHash = hash ?? UserHash.Of("42 ", Identities.Secret), Name = "Mallory" });
            Assert.Equal(ErrorCode.Forbidden, refused.Error?.Code);
        }

        Assert.Equivalent(before, await Core.ProfileAsync(known.Id));
        var profile = await Core.ProfileAsync(stranger.Id);
        Assert.Equal((stranger.Name, null), (profile.Name, profile.ExternalId));
    }

    [Fact]
    public async Task IdentifyAsync_IdThatNobodyHas_IsTheSameCustomerVerified()
    {
        var customer = await Core.AddCustomerAsync();
        var identified = await Core.IdentifyAsync(customer, "42");
        Assert.Equal((customer.Id, null), (identified.Customer.Id, identified.VisitorToken));
        Assert.Equal("42", (await Core.ProfileAsync(customer.Id)).ExternalId);
        Assert.Null((await Core.IdentifyAsync(customer, "42", name: "again")).VisitorToken);
    }

    [Fact]
    public async Task IdentifyAsync_IdOfAnother_MovesTheConversationsThere()
    {
        var (known, token) = await Core.AddWithTokenAsync();
        await Core.IdentifyAsync(known, "42", name: "王小姐");
        var agent = await Core.AddAgentAsync("kefu001");
        var (unnamed, unnamedToken) = await Core.AddWithTokenAsync();
        var closed = await Core.OpenAsync(unnamed, agent);
        await Core.CloseAsync(agent, closed.Id);
        var open = await Core.OpenAsync(unnamed, agent);
        await Core.SendAsync(agent, "a1", open.Id);

        var identified = await Core.IdentifyAsync(unnamed, "42");
        Assert.Equal(known.Id, identified.Customer.Id);
        Assert.Equal(known.Id, (await Core.Get<ICustomerService>().AuthenticateAsync(identified.VisitorToken!))?.Id);
        Assert.Equal(known.Id, (await Core.Get<ICustomerService>().AuthenticateAsync(token))?.Id);
        Assert.Null(await Core.Get<ICustomerService>().AuthenticateAsync(unnamedToken));

        var moved = await Core.SeeAsync(open.Id);
        Assert.Equal((known.Id, "王小姐", ConversationStatus.Active), (moved.CustomerId, moved.CustomerName, moved.Status));
        Assert.True(moved.Version > open.Version);
        Assert.Equal((null, Core.Time.GetUtcNow()), (open.MovedAt, moved.MovedAt));
        Assert.Equal(known.Id, (await Core.SeeAsync(closed.Id)).CustomerId);
        Assert.Equal(open.Id, (await Core.Conversations.CurrentOfAsync(known.Id))!.Id);
        Assert.Null(await Core.Conversations.CurrentOfAsync(unnamed.Id));

        var page = await Core.Messages.HistoryAsync(identified.ToParticipant(), new HistoryQuery(open.Id));
        Assert.Equal([(known.Id, null), (agent.Id, known.Id)], page.Value.Messages.Select(message => (message.SenderId, message.RecipientId)));
        Assert.Equal(ErrorCode.NotFound, (await Core.Messages.HistoryAsync(unnamed, new HistoryQuery(open.Id))).Error?.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task IdentifyAsync_BothHaveOneOpen_TheOneLastSpokenInGoesOn(bool knownSpokeLast)
    {
        var (known, unnamed) = (await Core.AddCustomerAsync(), await Core.AddCustomerAsync());
        await Core.IdentifyAsync(known, "42");
        var ofKnown = await Core.OpenAsync(known);
        Core.Time.Advance(TimeSpan.FromMinutes(1));
        var ofUnnamed = await Core.OpenAsync(unnamed);
        Core.Time.Advance(TimeSpan.FromMinutes(1));
        if (knownSpokeLast)
            await Core.SendAsync(known, "m2");

        await Core.IdentifyAsync(unnamed, "42");
        var (stays, ended) = knownSpokeLast ? (ofKnown, ofUnnamed) : (ofUnnamed, ofKnown);
        var after = await Core.SeeAsync(ended.Id);
        Assert.Equal(
            (known.Id, ConversationStatus.Closed, ParticipantType.System, CloseReasons.Merged),
            (after.CustomerId, after.Status, after.ClosedBy, after.CloseReason));
        var current = (await Core.Conversations.CurrentOfAsync(known.Id))!;
        Assert.Equal((stays.Id, ConversationStatus.Waiting), (current.Id, current.Status));
        Assert.Equal(ofKnown.OpenedAt, current.OpenedAt); // Both waited: it keeps the earlier one's place.
    }

    [Fact]
    public async Task IdentifyAsync_SentButNotAcked_IsKnownToTheNewConnection()
    {
        var (known, unnamed) = (await Core.AddCustomerAsync(), await Core.AddCustomerAsync());
        await Core.IdentifyAsync(known, "42");
        await Core.SendAsync(known, "same name");
        var stored = await Core.SendAsync(unnamed, "m1");
        var unlucky = await Core.SendAsync(unnamed, "same name");
        var identified = await Core.IdentifyAsync(unnamed, "42");

        var again = await Core.Messages.SendAsync(new OutgoingMessage(identified.ToParticipant(), "m1", null, "hello"));
        Assert.Equal((true, stored.Id), (again.Value.Duplicate, again.Value.Message.Id));
        await using var context = await Core.OpenContextAsync();
        Assert.Equal(unnamed.Id, context.Messages.Single(row => row.ConversationId == unlucky.ConversationId && row.Seq == unlucky.Seq).SenderId);
    }

    [Fact]
    public async Task SendAsync_OfWhoBecameAnother_IsRefusedAndOpensNothing()
    {
        var (known, unnamed) = (await Core.AddCustomerAsync(), await Core.AddCustomerAsync());
        await Core.IdentifyAsync(known, "42");
        await Core.IdentifyAsync(unnamed, "42");
        var refused = await Core.Messages.SendAsync(new OutgoingMessage(unnamed, "m1", null, "hello"));
        Assert.Equal(ErrorCode.Unauthenticated, refused.Error?.Code);
        Assert.Null(await Core.Conversations.CurrentOfAsync(unnamed.Id));
        Assert.Equal(ErrorCode.Unauthenticated, (await Core.Get<ICustomerService>().IdentifyAsync(unnamed.Id, new Identification { Name = "a" })).Error?.Code);
    }

    [Fact]
    public async Task IdentifyAsync_AnotherPersonOnTheSameBrowser_TakesNothingAlong()
    {
        var (first, token) = await Core.AddWithTokenAsync();
        await Core.IdentifyAsync(first, "42", name: "first");
        var conversation = await Core.OpenAsync(first);
        var second = await Core.IdentifyAsync(first, "43");
        Assert.NotEqual(first.Id, second.Customer.Id);
        Assert.NotEqual("first", second.Customer.Name);
        Assert.Equal(second.Customer.Id, (await Core.Get<ICustomerService>().AuthenticateAsync(second.VisitorToken!))?.Id);
        Assert.Equal(first.Id, (await Core.Get<ICustomerService>().AuthenticateAsync(token))?.Id);
        Assert.Equal(first.Id, (await Core.SeeAsync(conversation.Id)).CustomerId);
        Assert.Equal(second.Customer.Id, (await Core.IdentifyAsync(first, "43")).Customer.Id);
        Assert.Equal(first.Id, (await Core.SeeAsync(conversation.Id)).CustomerId);
    }

    [Fact]
    public async Task IdentifyAsync_MoreBrowsersThanAreKept_PutsOutTheOldest()
    {
        await Core.IdentifyAsync(await Core.AddCustomerAsync(), "42");
        var tokens = new List<string>();
        for (var n = 0; n < Identities.TokensKept + 2; n++)
            tokens.Add((await Core.IdentifyAsync(await Core.AddCustomerAsync(), "42")).VisitorToken!);
        foreach (var (token, index) in tokens.Select((token, index) => (token, index)))
            Assert.Equal(index >= 2, await Core.Get<ICustomerService>().AuthenticateAsync(token) is not null);
    }

    [Fact]
    public async Task IdentifyAsync_PagesAndWordsOfTheUnnamed_GoAlong()
    {
        var (known, unnamed) = (await Core.AddCustomerAsync(), await Core.AddCustomerAsync());
        var customers = Core.Get<ICustomerService>();
        await customers.IdentifyAsync(known.Id, new Identification { Email = "known@b.example" });
        await Core.IdentifyAsync(known, "42");
        await customers.ReportPageAsync(known.Id, "https://shop.example/1", null, null);
        await customers.IdentifyAsync(unnamed.Id, new Identification { Email = "other@b.example", Phone = "123", Attributes = Attributes(("cart", "3")) });
        await customers.ReportPageAsync(unnamed.Id, "https://shop.example/2", "two", null);
        await Core.IdentifyAsync(unnamed, "42");

        var profile = await Core.ProfileAsync(known.Id);
        Assert.Equal(("known@b.example", "123"), (profile.Email, profile.Phone));
        Assert.Equal([new("cart", "3")], profile.Attributes);
        Assert.Equal(["https://shop.example/2", "https://shop.example/1"], profile.Pages.Select(page => page.Url));
        var left = await Core.ProfileAsync(unnamed.Id);
        Assert.Equal((null, null, 0), (left.Email, left.Phone, left.Pages.Count));
    }

    [Fact]
    public async Task IdentifyAsync_Merged_IsToldToTheAgentsAndTheCustomer()
    {
        var (known, unnamed, agent) = (await Core.AddCustomerAsync(), await Core.AddCustomerAsync(), await Core.AddAgentAsync("kefu001"));
        await Core.IdentifyAsync(known, "42", name: "王小姐");
        var old = await Core.OpenAsync(known);
        Core.Time.Advance(TimeSpan.FromMinutes(1));
        var open = await Core.OpenAsync(unnamed, agent);
        using var ofAgent = Core.Listen(Audience.Agent(agent.Id));
        using var ofKnown = Core.Listen(Audience.Customer(known.Id));
        using var ofAll = Core.Listen(Audience.AllAgents);
        using var ofLookers = Core.Listen(CustomerChanged.TopicOf(known.Id));
        await Core.IdentifyAsync(unnamed, "42");

        Assert.Equal([(open.Id, "王小姐")], ofAgent.Of<ConversationChanged>().Select(changed => (changed.Conversation.Id, changed.Conversation.CustomerName)));
        Assert.Equal([old.Id, open.Id], ofKnown.Of<ConversationChanged>().Select(changed => changed.Conversation.Id));
        Assert.Contains(ofAll.Of<ConversationChanged>(), changed => changed.Conversation is { Status: ConversationStatus.Closed } ended && ended.Id == old.Id);
        Assert.Single(ofLookers.Of<CustomerChanged>());
    }

    [Fact]
    public async Task IdentifyAsync_ManyBrowsersOfOnePersonWhileAllOfThemWrite_LosesAndDoublesNothing() =>
        await Identities.RaceAsync([Core], browsers: 12, messages: 15);

    private static Dictionary<string, string?> Attributes(params (string Name, string? Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Name, pair => pair.Value);
}
