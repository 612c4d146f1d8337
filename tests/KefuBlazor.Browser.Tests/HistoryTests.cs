using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests;

/// <summary>A conversation that is far longer than what a page should hold.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class HistoryTests(ChromiumFixture chromium)
{
    private const int Stored = 1001;
    private const int Bound = 200;

    [Fact]
    public async Task History_OfAThousandMessages_IsReadToTheFirstAndBackInABoundedWindow()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var (agent, customer) = await LongConversationAsync(scene);
        var log = agent.Log;
        await log.WatchAsync();

        while (await log.HasMoreAsync("older"))
            Assert.InRange(await log.PageUpAsync(), 0, 2);
        await Expect(log.Bubble(1)).ToHaveCountAsync(1);
        await Expect(log.Bubble(Stored)).ToHaveCountAsync(0);

        // What comes now is counted, and not shown among what is old.
        await customer.SendAsync("still there?");
        await Expect(log.ToEnd).ToContainTextAsync("1");
        await Expect(agent.Bubble("still there?")).ToHaveCountAsync(0);

        while (await log.HasMoreAsync("newer"))
            Assert.InRange(await log.PageDownAsync(), 0, 2);
        await Expect(agent.Bubble("still there?")).ToHaveCountAsync(1);

        Assert.InRange(await log.MostAsync(), 100, Bound);
        Assert.Empty(await log.FaultsAsync());
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task ToEnd_FromFarAbove_ShowsTheNewestAndSoDoesAnOwnMessage()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var (agent, customer) = await LongConversationAsync(scene);
        var log = agent.Log;
        await log.WatchAsync();

        await UpAsync(log);
        await log.ToEnd.ClickAsync();
        await Expect(log.Bubble(Stored)).ToBeInViewportAsync();
        await Expect(log.ToEnd).ToHaveCountAsync(0);

        await UpAsync(log);
        await agent.SendAsync("here I am");
        await Expect(log.Bubble(Stored + 1)).ToBeInViewportAsync();
        await Expect(log.Bubble(Stored + 1)).ToHaveTextAsync("here I am");
        await Expect(agent.Bubble("here I am")).ToHaveCountAsync(1);

        // And from here on it follows the conversation again.
        await customer.SendAsync("good");
        await Expect(log.Bubble(Stored + 2)).ToBeInViewportAsync();
        await Expect(customer.Own("good", "read")).ToBeVisibleAsync();

        Assert.InRange(await log.MostAsync(), 100, Bound);
        Assert.Empty(await log.FaultsAsync());
        scene.AssertNoFaults();
    }

    /// <summary>Far enough for the newest to have gone.</summary>
    private static async Task UpAsync(LogPage log)
    {
        while (!await log.HasMoreAsync("newer"))
            await log.PageUpAsync();
    }

    private static async Task<(AgentPage Agent, CustomerPage Customer)> LongConversationAsync(Scene scene)
    {
        var agent = await scene.SignInAsync("kefu001");
        var customer = await scene.VisitAsync();
        await customer.SendAsync("hello");
        await Expect(agent.Rows).ToHaveCountAsync(1);

        await FillAsync(scene.Server.Http);
        await agent.OpenFirstAsync();
        await Expect(agent.Log.Bubble(Stored)).ToBeInViewportAsync();
        return (agent, customer);
    }

    /// <summary>The agent's program writes all but the first.</summary>
    private static async Task FillAsync(HttpClient http)
    {
        using var signedIn = await http.PostAsJsonAsync("api/kefu/login", new { username = "kefu001", password = "123456" });
        signedIn.EnsureSuccessStatusCode();
        var token = (await signedIn.Content.ReadFromJsonAsync<JsonNode>())!["session_token"]!.GetValue<string>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var sessions = await http.GetFromJsonAsync<JsonNode>("api/sessions?status=active");
        var id = sessions!["items"]![0]!["conversation_id"]!.GetValue<string>();

        await Parallel.ForAsync(1, Stored, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (n, stop) =>
        {
            var lines = string.Join('\n', Enumerable.Repeat($"message {n}", 1 + (n % 3)));
            using var sent = await http.PostAsJsonAsync(
                "api/messages", new { type = "text", client_id = $"fill-{n}", conversation_id = id, content = lines }, stop);
            sent.EnsureSuccessStatusCode();
        });
    }
}
