using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests.Attachments;

/// <summary>A customer and an agent who talk already, so that a file is all that is still to come.</summary>
internal sealed class AttachmentScene : IAsyncDisposable
{
    private readonly Scene _scene;
    private readonly HostSite _site;

    private AttachmentScene(Scene scene, Wire wire, HostSite site, IPage agent, IPage customer)
    {
        _scene = scene;
        _site = site;
        Wire = wire;
        AgentsPage = agent;
        CustomersPage = customer;
        Agent = new AgentPage(agent, wire.Address);
        Customer = new CustomerPage(customer);
        Given = new CustomerFiles(customer);
    }

    /// <summary>Between the server and both of them.</summary>
    public Wire Wire { get; }

    public Uri Site => _site.Address;

    public AgentPage Agent { get; }

    public CustomerPage Customer { get; }

    /// <summary>What the customer sees of attachments.</summary>
    public CustomerFiles Given { get; }

    public IPage AgentsPage { get; }

    public IPage CustomersPage { get; }

    /// <summary>Attachments in the desk's log.</summary>
    public ILocator Shown => AgentsPage.Locator("[role=log] .bubble.media");

    public static async Task<AttachmentScene> StartAsync(ChromiumFixture chromium)
    {
        var scene = await Scene.StartAsync(chromium);
        var wire = new Wire(scene.Server.BaseAddress);
        var site = await HostSite.StartAsync(wire.Address);
        var all = new AttachmentScene(scene, wire, site, (await scene.OpenAsync()).Page, (await scene.OpenAsync()).Page);
        await all.Agent.SignInAsync("kefu001");
        await all.Customer.OpenAsync(site.Address);
        await all.Customer.SendAsync("您好");
        await all.Agent.OpenFirstAsync();
        await Expect(all.Customer.Own("您好", "read")).ToBeVisibleAsync();
        return all;
    }

    public void AssertNoFaults() => _scene.AssertNoFaults();

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await Wire.DisposeAsync();
        await _scene.DisposeAsync();
    }
}
