using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using KefuBlazor.Benchmarks.Measures;

namespace KefuBlazor.Benchmarks.History;

/// <summary>How long an agent waits for pages of the past.</summary>
/// <param name="History">The newest messages of a conversation.</param>
/// <param name="Inbox">A page of the closed conversations, from anywhere in the list.</param>
internal sealed record PageTimes(Histogram History, Histogram Inbox)
{
    private const int Requests = 400;
    private const int WarmUp = 100;
    private const int PagesDeep = 20;

    /// <param name="address">A server.</param>
    /// <param name="conversations">Ids to ask for, more than are asked.</param>
    public static async Task<PageTimes> MeasureAsync(Uri address, IReadOnlyList<string> conversations)
    {
        using var http = new HttpClient { BaseAddress = address };
        using (var answer = await http.PostAsJsonAsync("api/kefu/login", new { username = PastYears.Agent, password = "123456" }))
        {
            answer.EnsureSuccessStatusCode();
            var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("session_token").GetString();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        var times = new PageTimes(new Histogram(), new Histogram());
        var unused = new PageTimes(new Histogram(), new Histogram());
        var cursor = string.Empty;
        for (var number = 0; number < WarmUp + Requests; number++)
        {
            var into = number < WarmUp ? unused : times;
            var since = Stopwatch.GetTimestamp();
            await GetAsync(http, $"api/messages/{conversations[number % conversations.Count]}?limit=50");
            into.History.Add(since);

            since = Stopwatch.GetTimestamp();
            var page = await GetAsync(http, $"api/sessions?status=closed&limit=50{cursor}");
            into.Inbox.Add(since);
            var next = page.GetProperty("next");
            cursor = number % PagesDeep == PagesDeep - 1 || next.ValueKind == JsonValueKind.Null
                ? string.Empty
                : string.Create(CultureInfo.InvariantCulture, $"&cursor={Uri.EscapeDataString(next.GetString()!)}");
        }

        return times;
    }

    private static async Task<JsonElement> GetAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
