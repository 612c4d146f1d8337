using System.Net;
using System.Text.Json;
using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Clients;

/// <summary>A customer with one tab.</summary>
internal sealed class CustomerClient(string name, Uri server, ClientSettings settings, Journal journal, int seed)
    : ChatClient(name, server, settings, journal, seed)
{
    /// <summary>The secret by which the server knows this customer again.</summary>
    public string? Token { get; private set; }

    protected override string? Secret => Token;

    protected override Task<(Uri Address, string? Secret)?> FindAddressAsync(CancellationToken stop)
    {
        var query = UserId is null ? "user_type=kehu" : $"user_type=kehu&user_id={UserId}";
        return Task.FromResult<(Uri, string?)?>((new UriBuilder(new Uri(Server, $"ws?{query}")) { Scheme = "ws" }.Uri, Token));
    }

    // A browser cannot see why a socket was refused, so it asks.
    protected override async Task AfterRefusalAsync(CancellationToken stop)
    {
        if (Token is null)
            return;
        var status = await Api.TryGetStatusAsync(new Uri(Server, "api/kehu/me"), Token, stop);
        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            Journal.Oddities.Enqueue($"{Name}: the visitor token was refused with {(int)status}");
    }

    protected override Task AfterWelcomeAsync(JsonElement welcome, CancellationToken stop)
    {
        if (welcome.TryGetProperty("visitor_token", out var token))
            Token = token.GetString();
        if (welcome.TryGetProperty("conversation", out var conversation))
            Expect(conversation.GetProperty("conversation_id").GetString()!, conversation.GetProperty("last_seq").GetInt64(), ask: true);
        return Task.CompletedTask;
    }

    protected override void OnFrame(string type, JsonElement frame)
    {
        if (type == "conversation")
            Expect(frame.GetProperty("conversation_id").GetString()!, frame.GetProperty("last_seq").GetInt64(), ask: false);
    }
}
