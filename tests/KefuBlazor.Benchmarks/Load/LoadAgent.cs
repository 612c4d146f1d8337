using System.Net.Http.Json;
using System.Text.Json;

namespace KefuBlazor.Benchmarks.Load;

/// <summary>An agent who answers every text at once.</summary>
internal sealed class LoadAgent(string userName) : LoadClient
{
    private readonly Dictionary<string, long> _answered = [];

    public string UserName => userName;

    public async Task ConnectAsync(Uri node)
    {
        using var http = new HttpClient { BaseAddress = node };
        using var answer = await http.PostAsJsonAsync("api/kefu/login", new { username = userName, password = "123456" });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("session_token").GetString();
        await OpenAsync(node, "user_type=kefu", token);
    }

    protected override async Task OnTextAsync(JsonElement text)
    {
        var conversation = text.GetProperty("conversation_id").GetString()!;
        var seq = text.GetProperty("seq").GetInt64();
        if (seq <= _answered.GetValueOrDefault(conversation))
            return;
        _answered[conversation] = seq;
        await SendAsync(conversation);
    }
}
