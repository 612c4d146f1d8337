using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Clients;

/// <summary>An agent's program: signed in once by name and password, then known by its session token.</summary>
internal sealed class AgentClient(string name, Uri server, ClientSettings settings, Journal journal, int seed)
    : ChatClient(name, server, settings, journal, seed)
{
    private readonly ConcurrentDictionary<string, string> _mine = new();
    private string? _token;

    /// <summary>The conversations that are assigned to it, as far as it knows.</summary>
    public ICollection<string> Mine => _mine.Keys;

    public string? Token => _token;

    protected override string? Secret => _token;

    protected override async Task<(Uri Address, string? Secret)?> FindAddressAsync(CancellationToken stop)
    {
        _token ??= await Api.LoginAsync(Server, Name, stop);
        return (new UriBuilder(new Uri(Server, "ws?user_type=kefu")) { Scheme = "ws" }.Uri, _token);
    }

    protected override async Task AfterRefusalAsync(CancellationToken stop)
    {
        if (_token is null || await Api.TryGetStatusAsync(new Uri(Server, "api/kefu/me"), _token, stop) != HttpStatusCode.Unauthorized)
            return;
        Journal.Oddities.Enqueue($"{Name}: the session token was refused");
        _token = null;
    }

    // What changed hands while it was away is in no frame.
    protected override async Task AfterWelcomeAsync(JsonElement welcome, CancellationToken stop)
    {
        var cursor = string.Empty;
        var found = new HashSet<string>();
        do
        {
            var path = $"api/sessions?status=active&agent={UserId}&limit=100&cursor={Uri.EscapeDataString(cursor)}";
            if (await Api.TryGetAsync(new Uri(Server, path), _token!, stop) is not { } page)
            {
                Drop(); // without the list it does not know what it has; it comes again
                return;
            }

            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                Take(item, ask: true);
                found.Add(item.GetProperty("conversation_id").GetString()!);
            }

            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        foreach (var gone in _mine.Keys.Where(id => !found.Contains(id)))
            _mine.TryRemove(gone, out _);
    }

    protected override void OnFrame(string type, JsonElement frame)
    {
        if (type == "conversation")
            Take(frame, ask: false);
    }

    private void Take(JsonElement conversation, bool ask)
    {
        var id = conversation.GetProperty("conversation_id").GetString()!;
        var isMine = conversation.TryGetProperty("agent", out var agent)
            && agent.GetProperty("id").GetString() == UserId
            && conversation.GetProperty("status").GetString() == "active";
        if (!isMine)
        {
            _mine.TryRemove(id, out _);
            return;
        }

        _mine[id] = id;
        Expect(id, conversation.GetProperty("last_seq").GetInt64(), ask);
    }
}
