using KefuBlazor.Core.Agents;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

public abstract class AgentStoreContract : StoreContract
{
    private IAgentStore Store => Core.Get<IAgentStore>();

    [Fact]
    public async Task FindAsync_NewAgent_IsOnlineWithItsRoles()
    {
        await Core.AddAgentAsync("kefu001", AgentRoles.Supervisor);
        var agent = await Store.FindAsync("kefu001", default);
        Assert.Equal(("kefu001", "Agent kefu001", Availability.Online), (agent!.Id, agent.Name, agent.Status));
        Assert.Equal([AgentRoles.Supervisor], agent.Roles);
        Assert.True(agent.SeesAll);
        Assert.Null(await Store.FindAsync("KEFU001", default));
    }

    [Fact]
    public async Task SaveAsync_KnownAgent_IsRenamedAndKeepsTheRest()
    {
        await Core.AddAgentAsync("kefu001");
        await Store.SetStatusAsync("kefu001", Availability.Busy, default);
        await Store.SaveAsync("kefu001", "客服小王", default);
        var agent = await Store.FindAsync("kefu001", default);
        Assert.Equal(("客服小王", Availability.Busy), (agent!.Name, agent.Status));
    }

    [Theory]
    [InlineData(Availability.Online)]
    [InlineData(Availability.Busy)]
    [InlineData(Availability.Away)]
    public async Task SetStatusAsync_KnownAgent_IsStoredAndReturned(Availability status)
    {
        await Core.AddAgentAsync("kefu001");
        Assert.Equal(status, (await Store.SetStatusAsync("kefu001", status, default)).Value.Status);
        Assert.Equal(status, (await Store.FindAsync("kefu001", default))!.Status);
    }

    [Fact]
    public async Task SetStatusAsync_UnknownAgent_IsNotFound() =>
        Assert.Equal(ErrorCode.NotFound, (await Store.SetStatusAsync("nobody", Availability.Away, default)).Error?.Code);

    [Fact]
    public async Task ListAsync_Agents_AreByNameWithTheirActiveConversations()
    {
        var (first, second) = (await Core.AddAgentAsync("kefu002"), await Core.AddAgentAsync("kefu001"));
        await Core.OpenAsync(await Core.AddCustomerAsync(), first);
        await Core.OpenAsync(await Core.AddCustomerAsync(), first);
        var closed = await Core.OpenAsync(await Core.AddCustomerAsync(), second);
        await Core.CloseAsync(second, closed.Id);
        await Core.OpenAsync(await Core.AddCustomerAsync());

        var listed = await Store.ListAsync(default);
        Assert.Equal([("kefu001", 0), ("kefu002", 2)], listed.Select(item => (item.Agent.Id, item.OpenConversations)));
        Assert.All(listed, item => Assert.Equal([AgentRoles.Agent], item.Agent.Roles));
    }
}
