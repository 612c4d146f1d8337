using KefuBlazor.Testing;

namespace KefuBlazor.Browser.Tests;

/// <summary>A server, a company's site that embeds the widget, and the people of a test.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly ChromiumFixture _chromium;
    private readonly List<Visitor> _people = [];
    private readonly bool _trusting;

    private Scene(ChromiumFixture chromium, ServerProcess server, HostSite site, bool trusting)
    {
        _chromium = chromium;
        _trusting = trusting;
        Server = server;
        Site = site;
    }

    public ServerProcess Server { get; }

    public HostSite Site { get; }

    /// <param name="chromium">Whose browser the people use.</param>
    /// <param name="settings">Of the server.</param>
    /// <param name="certificate">What the server shows, speaking TLS, and the people trust; null: it speaks plain HTTP.</param>
    public static async Task<Scene> StartAsync(
        ChromiumFixture chromium, Dictionary<string, string>? settings = null, TestCertificate? certificate = null)
    {
        var server = await ServerProcess.StartAsync(settings, certificate);
        return new Scene(chromium, server, await HostSite.StartAsync(server.BaseAddress), certificate is not null);
    }

    /// <summary>An agent at the desk.</summary>
    public async Task<AgentPage> SignInAsync(string userName, int width = 1440, int height = 900, string locale = "zh-CN")
    {
        var person = await OpenAsync(width, height, locale);
        var agent = new AgentPage(person.Page, Server.BaseAddress);
        await agent.SignInAsync(userName);
        return agent;
    }

    /// <summary>A customer with the widget open on the company's site.</summary>
    public async Task<CustomerPage> VisitAsync(int width = 1440, int height = 900, string locale = "zh-CN")
    {
        var person = await OpenAsync(width, height, locale);
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(Site.Address);
        return customer;
    }

    /// <summary>A person with nothing open yet.</summary>
    public async Task<Visitor> OpenAsync(int width = 1440, int height = 900, string locale = "zh-CN", string? userAgent = null)
    {
        var person = await _chromium.OpenAsync(locale, width, height, _trusting, userAgent);
        _people.Add(person);
        return person;
    }

    /// <summary>No script failed, no policy was broken and nothing was complained of in anybody's console.</summary>
    public void AssertNoFaults() => Assert.Empty(_people.SelectMany(person => person.Faults));

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people)
            await person.DisposeAsync();
        await Site.DisposeAsync();
        await Server.DisposeAsync();
    }
}
