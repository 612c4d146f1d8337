using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using KefuBlazor.Testing;

namespace KefuBlazor.Browser.Tests.Scaling;

/// <summary>Several nodes behind a proxy, a company's site that embeds the widget, and the people of a test.</summary>
internal sealed class ClusterScene : IAsyncDisposable
{
    private readonly ChromiumFixture _chromium;
    private readonly Cluster _cluster;
    private readonly ProxyServer _proxy;
    private readonly HostSite _site;
    private readonly List<Visitor> _people = [];

    private ClusterScene(ChromiumFixture chromium, Cluster cluster, ProxyServer proxy, HostSite site)
    {
        _chromium = chromium;
        _cluster = cluster;
        _proxy = proxy;
        _site = site;
    }

    /// <param name="chromium">Whose browser they use.</param>
    /// <param name="cluster">The nodes.</param>
    /// <param name="kind">The proxy before them.</param>
    /// <param name="nodes">How many of the nodes the proxy reaches.</param>
    public static async Task<ClusterScene> StartAsync(ChromiumFixture chromium, Cluster cluster, ProxyKind kind, int nodes)
    {
        var proxy = await ProxyServer.StartAsync(kind, [.. cluster.Nodes.Take(nodes).Select(node => node.BaseAddress)]);
        return new ClusterScene(chromium, cluster, proxy, await HostSite.StartAsync(proxy.Address));
    }

    /// <summary>A customer with the widget open on the company's site, and where their socket is.</summary>
    public async Task<(CustomerPage Page, ServingNode Node)> VisitAsync()
    {
        var (person, node) = await OpenAsync();
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(_site.Address);
        return (customer, node);
    }

    /// <summary>An agent at a desk that another node serves.</summary>
    public async Task<(AgentPage Page, ServingNode Node)> SignInElsewhereAsync(string userName, string node)
    {
        var (person, watch) = await OpenAsync();
        await person.SetCookieAsync(_proxy.Address, "kefu_node", await FindCookieAsync(node));
        var agent = new AgentPage(person.Page, _proxy.Address);
        await agent.SignInAsync(userName);
        return (agent, watch);
    }

    /// <summary>The process that the proxy calls by this name.</summary>
    public ServerProcess NodeOf(string name) => _cluster.Nodes[name[^1] - '1'];

    /// <summary>Waits until the proxy sends people to a node again.</summary>
    public Task WaitUntilUsedAsync(string node) => Eventually.HoldsAsync(
        async () =>
        {
            using var answer = await _proxy.Http.GetAsync(new Uri("kehu/kehu.js", UriKind.Relative));
            return answer.IsSuccessStatusCode && answer.Headers.GetValues("X-Kefu-Node").Single() == node;
        },
        () => _proxy.Log);

    /// <summary>No script failed, no policy was broken and nothing was complained of in anybody's console.</summary>
    public void AssertNoFaults() => Assert.DoesNotContain(_people.SelectMany(person => person.Faults), fault => !IsNobodyToAsk(fault));

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people)
            await person.DisposeAsync();
        try
        {
            await CloseConversationsAsync();
        }
        finally
        {
            await _site.DisposeAsync();
            await _proxy.DisposeAsync();
        }
    }

    // What a proxy answers, for a moment, while nodes change places. A server without one before it may not say so.
    private static bool IsNobodyToAsk(string fault) =>
        new[] { "502", "503", "504" }.Any(status => fault.Contains($"responded with a status of {status}", StringComparison.Ordinal));

    private async Task<(Visitor Person, ServingNode Node)> OpenAsync()
    {
        var person = await _chromium.OpenAsync(trusting: true);
        _people.Add(person);
        return (person, await ServingNode.WatchAsync(person.Page));
    }

    // haproxy's cookies name a node, nginx's only lead to one.
    private async Task<string> FindCookieAsync(string not)
    {
        for (var number = 1; number <= 9; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "kefu/login");
            request.Headers.Add("Cookie", $"kefu_node=node{number}");
            using var answer = await _proxy.Http.SendAsync(request);
            if (answer.IsSuccessStatusCode && answer.Headers.GetValues("X-Kefu-Node").Single() != not)
                return $"node{number}";
        }

        throw new InvalidOperationException($"No cookie leads to another node than {not}.");
    }

    // The next test finds nobody waiting and every agent free. Only its owner may close a conversation.
    private async Task CloseConversationsAsync()
    {
        var admin = await LoginAsync("admin");
        foreach (var status in new[] { "active", "waiting" })
        {
            var open = await SendAsync(HttpMethod.Get, $"api/sessions?status={status}", admin);
            foreach (var item in open.GetProperty("items").EnumerateArray())
            {
                var path = $"api/sessions/{item.GetProperty("conversation_id").GetString()}";
                if (status == "waiting")
                    await SendAsync(HttpMethod.Post, $"{path}/accept", admin);
                var owner = status == "active" ? await LoginAsync(item.GetProperty("agent").GetProperty("id").GetString()!) : admin;
                await SendAsync(HttpMethod.Post, $"{path}/close", owner);
            }
        }
    }

    private async Task<string> LoginAsync(string userName)
    {
        using var answer = await _proxy.Http.PostAsJsonAsync("api/kefu/login", new { username = userName, password = "123456" });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("session_token").GetString()!;
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, string token)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _proxy.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
