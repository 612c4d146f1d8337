using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Forms;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

/// <summary>What customers say of themselves in a form stands where agents look for it, unless the site has said who they are.</summary>
public abstract class CustomerContactContract : StoreContract
{
    /// <summary>The settings of a site that signs its customers' ids and asks for a phone number under a key of its own.</summary>
    private protected static Dictionary<string, string?> With(Dictionary<string, string?> settings) => new(Identities.With(settings))
    {
        ["Widget:PreChat:Fields:0:Kind"] = "Phone",
        ["Widget:PreChat:Fields:0:Key"] = "mobile",
    };

    [Fact]
    public async Task SendAsync_FormOfWhoIsNotVerified_IsTheirProfileAndToldToAgents()
    {
        var customer = await Core.AddCustomerAsync();
        using var agents = Core.Listen(Audience.AllAgents);
        using var lookers = Core.Listen(CustomerChanged.TopicOf(customer.Id));
        var conversation = await SendAsync(customer, "m1", ("name", "陈先生"), ("email", "chen@example.com"), ("mobile", "13800000000"));

        var profile = await Core.ProfileAsync(customer.Id);
        Assert.Equal(("陈先生", "chen@example.com", "13800000000", false), (profile.Name, profile.Email, profile.Phone, profile.IsVerified));
        Assert.Equal("陈先生", (await Core.SeeAsync(conversation)).CustomerName);
        Assert.Equal("陈先生", agents.Of<ConversationChanged>()[^1].Conversation.CustomerName);
        Assert.Single(lookers.Of<CustomerChanged>());
    }

    [Fact]
    public async Task SendAsync_FormOfWhoIsVerified_ChangesNothing()
    {
        var customer = await Core.AddCustomerAsync();
        await Core.IdentifyAsync(customer, "42", name: "王小姐");
        var before = await Core.ProfileAsync(customer.Id);
        var conversation = await SendAsync(customer, "m1", ("name", "Mallory"), ("email", "m@example.com"));
        Assert.Equivalent(before, await Core.ProfileAsync(customer.Id));
        Assert.Equal("Mallory", Intake.Read((await Core.SeeAsync(conversation)).Form)["name"]);
    }

    [Fact]
    public async Task IdentifyAsync_AfterAForm_TheSignedWordStandsOverIt()
    {
        var customer = await Core.AddCustomerAsync();
        await SendAsync(customer, "m1", ("name", "Mallory"), ("email", "m@example.com"));
        await Core.IdentifyAsync(customer, "42", name: "王小姐");
        var profile = await Core.ProfileAsync(customer.Id);
        Assert.Equal(("王小姐", true), (profile.Name, profile.IsVerified));
    }

    [Fact]
    public async Task SendAsync_AnswersThatAreNoAddresses_StandWithTheConversationOnly()
    {
        var customer = await Core.AddCustomerAsync();
        var conversation = await SendAsync(customer, "m1", ("name", new string('长', 81)), ("email", "not an address"), ("mobile", "123"));
        var profile = await Core.ProfileAsync(customer.Id);
        Assert.Equal((customer.Name, null, "123"), (profile.Name, profile.Email, profile.Phone));
        Assert.Equal("not an address", Intake.Read((await Core.SeeAsync(conversation)).Form)["email"]);
    }

    [Fact]
    public async Task SendAsync_FormOfALaterMessage_IsNotLookedAt()
    {
        var customer = await Core.AddCustomerAsync();
        await SendAsync(customer, "m1", ("name", "first"));
        await SendAsync(customer, "m2", ("name", "second"));
        Assert.Equal("first", (await Core.ProfileAsync(customer.Id)).Name);
    }

    [Fact]
    public async Task SendAsync_AgainAfterALostAck_LeavesTheProfileAsItIs()
    {
        var customer = await Core.AddCustomerAsync();
        await SendAsync(customer, "m1", ("name", "陈先生"));
        using var lookers = Core.Listen(CustomerChanged.TopicOf(customer.Id));
        await SendAsync(customer, "m1", ("name", "陈先生"));
        Assert.Empty(lookers.Of<CustomerChanged>());
        Assert.Equal("陈先生", (await Core.ProfileAsync(customer.Id)).Name);
    }

    [Fact]
    public async Task LeaveAsync_InAConversationThatWaits_IsTheirProfile()
    {
        var customer = await Core.AddCustomerAsync();
        await Core.OpenAsync(customer);
        var left = await Core.Get<ILeaveMessageService>().LeaveAsync(
            new OutgoingMessage(customer, "left", null, "call me") { Intake = Intake.Left(null, null, "陈先生", "chen@example.com", null) });
        Assert.True(left.Succeeded);
        var profile = await Core.ProfileAsync(customer.Id);
        Assert.Equal(("陈先生", "chen@example.com"), (profile.Name, profile.Email));
    }

    [Fact]
    public async Task SendAsync_FirstMessagesOfOneCustomerAtOnce_OneOfThemNamesThem()
    {
        var customer = await Core.AddCustomerAsync();
        var conversations = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => SendAsync(customer, $"m{n}", ("name", $"name {n}"))));
        Assert.Single(conversations.Distinct());
        Assert.StartsWith("name ", (await Core.ProfileAsync(customer.Id)).Name, StringComparison.Ordinal);
    }

    private async Task<string> SendAsync(Participant customer, string clientId, params (string Field, string Answer)[] form)
    {
        var sent = await Core.Messages.SendAsync(new OutgoingMessage(customer, clientId, null, "hello")
        {
            Intake = Intake.Given(null, form.ToDictionary(answer => answer.Field, answer => answer.Answer)),
        });
        Assert.True(sent.Succeeded, sent.Error?.ToString());
        return sent.Value.Message.ConversationId;
    }
}
