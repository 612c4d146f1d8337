using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests;

/// <summary>The network goes and comes back; the server never noticed more than that.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class ReconnectTests(ChromiumFixture chromium)
{
    private static readonly float Back = (float)TimeSpan.FromSeconds(45).TotalMilliseconds;

    [Fact]
    public async Task Cut_OfTheDesksConnection_GoesOnWhereItWasAndLosesNothing()
    {
        await using var scene = await Scene.StartAsync(chromium);
        await using var wire = new Wire(scene.Server.BaseAddress);
        var person = await scene.OpenAsync();
        var agent = new AgentPage(person.Page, wire.Address);
        await agent.SignInAsync("kefu001");
        var customer = await scene.VisitAsync();
        await customer.SendAsync("before");
        await agent.OpenFirstAsync();
        await Expect(agent.Bubble("before")).ToBeVisibleAsync();
        var address = person.Page.Url;

        await wire.CutAsync();
        await Expect(person.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await customer.SendAsync("while you were away");
        await Expect(customer.Stored).ToHaveCountAsync(2);
        await agent.SendAsync("written without a network");
        await agent.Composer.FillAsync("not finished yet");
        wire.Mend();

        string[] expected = ["before", "while you were away", "written without a network"];
        await Expect(customer.Bubbles).ToHaveTextAsync(expected, new() { Timeout = Back });
        await Expect(agent.Bubbles).ToHaveTextAsync(expected, new() { Timeout = Back });
        await Expect(agent.Composer).ToHaveValueAsync("not finished yet");
        Assert.Equal(address, person.Page.Url);
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Cut_OfTheWidgetsConnection_CatchesUpAndSendsWhatWasWritten()
    {
        await using var scene = await Scene.StartAsync(chromium);
        await using var wire = new Wire(scene.Server.BaseAddress);
        await using var site = await HostSite.StartAsync(wire.Address);
        var agent = await scene.SignInAsync("kefu001");
        var person = await scene.OpenAsync();
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(site.Address);
        await customer.SendAsync("before");
        await agent.OpenFirstAsync();
        await Expect(customer.Own("before", "read")).ToBeVisibleAsync();

        await wire.CutAsync();
        await agent.SendAsync("while you were away");
        await Expect(agent.Bubble("while you were away")).ToBeVisibleAsync();
        await customer.SendAsync("written without a network");
        wire.Mend();

        string[] expected = ["before", "while you were away", "written without a network"];
        await Expect(agent.Bubbles).ToHaveTextAsync(expected, new() { Timeout = Back });
        await Expect(customer.Bubbles).ToHaveTextAsync(expected, new() { Timeout = Back });
        scene.AssertNoFaults();
    }
}
