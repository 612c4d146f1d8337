using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Presence;

namespace KefuBlazor.Core.Tests.Agents;

public sealed class AgentServiceTests : IAsyncLifetime
{
    private CoreHost _core = null!;

    private IAgentService Agents => _core.Get<IAgentService>();

    public async Task InitializeAsync() => _core = await CoreHost.StartAsync(new() { ["Assignment:Capacity"] = "7" });

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task ListAsync_PresentAndAbsent_AreBothShownWithLoadAndCapacity()
    {
        var present = await _core.AddAgentAsync("kefu001");
        await _core.AddAgentAsync("kefu002");
        await using var connection = await _core.Get<IPresence>().ConnectAsync(present);
        await _core.OpenAsync(await _core.AddCustomerAsync(), present);

        var listed = await Agents.ListAsync();
        Assert.Equal(
            [("kefu001", true, 1, 7), ("kefu002", false, 0, 7)],
            listed.Select(it => (it.Agent.Id, it.Present, it.OpenConversations, it.Capacity)));
    }

    [Fact]
    public async Task SetStatusAsync_KnownAgent_TellsTheirConnectionsOnly()
    {
        await _core.AddAgentAsync("kefu001");
        using var own = _core.Listen(Audience.Agent("kefu001"));
        using var all = _core.Listen(Audience.AllAgents);
        await Agents.SetStatusAsync("kefu001", Availability.Busy);
        Assert.Equal([new AgentStatusChanged("kefu001", Availability.Busy)], own.Of<AgentStatusChanged>());
        Assert.Empty(all.Of<object>());
    }

    [Fact]
    public async Task SetStatusAsync_UnknownAgent_IsNotFoundAndToldToNobody()
    {
        using var heard = _core.Listen(Audience.Agent("nobody"));
        Assert.Equal(ErrorCode.NotFound, (await Agents.SetStatusAsync("nobody", Availability.Busy)).Error?.Code);
        Assert.Empty(heard.Of<object>());
    }
}
