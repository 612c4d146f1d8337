using KefuBlazor.Components.Presence;
using KefuBlazor.Components.Tests.Fakes;

namespace KefuBlazor.Components.Tests.Presence;

public sealed class DeskPresenceTests
{
    private readonly FakeCore _core = new();

    [Fact]
    public async Task Connection_DownAndUp_GivesPresenceBackAndTakesItAgain()
    {
        await using var presence = new DeskPresence(_core);
        await presence.StartAsync(Some.Me);
        Assert.Equal(1, _core.Connections);

        await presence.DisconnectedAsync();
        Assert.Equal(0, _core.Connections);

        await presence.ConnectedAsync();
        Assert.Equal(1, _core.Connections);
    }

    [Fact]
    public async Task ConnectedAsync_BeforeTheDeskIsOpen_CountsNobody()
    {
        await using var presence = new DeskPresence(_core);

        await presence.ConnectedAsync();

        Assert.Equal(0, _core.Connections);
    }

    [Fact]
    public async Task StartAsync_WhileTheConnectionIsDown_WaitsForIt()
    {
        await using var presence = new DeskPresence(_core);
        await presence.DisconnectedAsync();

        await presence.StartAsync(Some.Me);
        Assert.Equal(0, _core.Connections);

        await presence.ConnectedAsync();
        Assert.Equal(1, _core.Connections);
    }

    [Fact]
    public async Task DisposeAsync_Present_IsGone()
    {
        var presence = new DeskPresence(_core);
        await presence.StartAsync(Some.Me);

        await presence.DisposeAsync();
        await presence.ConnectedAsync();

        Assert.Equal(0, _core.Connections);
    }
}
