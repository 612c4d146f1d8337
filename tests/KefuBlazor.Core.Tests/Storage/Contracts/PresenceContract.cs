using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Presence;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

public abstract class PresenceContract : StoreContract
{
    private static readonly Participant Agent = new(ParticipantType.Agent, "kefu001", "客服小王");
    private static readonly Participant Customer = new(ParticipantType.Customer, "customer_a", "访客");

    private IPresence Presence => Core.Get<IPresence>();

    [Fact]
    public async Task ConnectAsync_Agent_IsPresentUntilTheLastConnectionIsGone()
    {
        var first = await Presence.ConnectAsync(Agent);
        var second = await Presence.ConnectAsync(Agent);
        Assert.Equal([Agent.Id], await Presence.PresentAgentsAsync());
        await first.DisposeAsync();
        Assert.Equal([Agent.Id], await Presence.PresentAgentsAsync());
        await second.DisposeAsync();
        Assert.Empty(await Presence.PresentAgentsAsync());
    }

    [Fact]
    public async Task ConnectAsync_Customer_IsPresentAndNoAgent()
    {
        var connection = await Presence.ConnectAsync(Customer);
        Assert.True(await Presence.IsCustomerPresentAsync(Customer.Id));
        Assert.False(await Presence.IsCustomerPresentAsync("customer_b"));
        Assert.Empty(await Presence.PresentAgentsAsync());
        await connection.DisposeAsync();
        Assert.False(await Presence.IsCustomerPresentAsync(Customer.Id));
    }

    [Fact]
    public async Task PresentCustomersAsync_Several_AreReadPageByPageInTheirOrder()
    {
        string[] ids = ["customer_B", "customer_a", "customer_b", "customer_c"];
        foreach (var id in ids.Reverse().Append("customer_a"))
            await Presence.ConnectAsync(Customer with { Id = id });
        await Presence.ConnectAsync(Agent with { Id = "customer_z" });
        Assert.Equal(ids[..3], await Presence.PresentCustomersAsync(null, 3));
        Assert.Equal(ids[3..], await Presence.PresentCustomersAsync(ids[2], 3));
        Assert.Equal(ids[2..], await Presence.PresentCustomersAsync("customer_aa", 3));
        Assert.Empty(await Presence.PresentCustomersAsync("customer_c", 3));
    }

    [Fact]
    public async Task ConnectAsync_AgentAndCustomerOfOneId_AreTwo()
    {
        await using var connection = await Presence.ConnectAsync(Agent with { Id = "same" });
        Assert.False(await Presence.IsCustomerPresentAsync("same"));
    }

    [Fact]
    public async Task DisposeAsync_Twice_CountsOnce()
    {
        var first = await Presence.ConnectAsync(Agent);
        await using var second = await Presence.ConnectAsync(Agent);
        await first.DisposeAsync();
        await first.DisposeAsync();
        Assert.Equal([Agent.Id], await Presence.PresentAgentsAsync());
    }

    [Fact]
    public async Task ConnectAsync_FirstAndLast_AreToldAndTheOthersAreNot()
    {
        using var heard = Core.Listen(PresenceChanged.Topic);
        var first = await Presence.ConnectAsync(Agent);
        var second = await Presence.ConnectAsync(Agent);
        await first.DisposeAsync();
        await second.DisposeAsync();
        Assert.Equal([new PresenceChanged(Agent, true), new PresenceChanged(Agent, false)], heard.Of<PresenceChanged>());
    }

    [Fact]
    public async Task ConnectAsync_ManyComingsAndGoingsAtOnce_LeaveNobodyBehind()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(async () =>
        {
            await using var connection = await Presence.ConnectAsync(n % 2 == 0 ? Agent : Customer);
        })));
        Assert.Empty(await Presence.PresentAgentsAsync());
        Assert.False(await Presence.IsCustomerPresentAsync(Customer.Id));
    }

    [Fact]
    public async Task PresentAgentsAsync_Result_IsAsItWasThen()
    {
        var connection = await Presence.ConnectAsync(Agent);
        var present = await Presence.PresentAgentsAsync();
        await connection.DisposeAsync();
        Assert.Equal([Agent.Id], present);
    }
}
