using System.Text.Json;
using KefuBlazor.Chaos.Clients;
using KefuBlazor.Chaos.Load;
using KefuBlazor.Chaos.Nodes;
using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Trials;

/// <summary>Gathers the evidence at the end: from the clients, the database and the API.</summary>
internal static class EvidenceReader
{
    public static async Task<Evidence> ReadAsync(Topology topology, Crowd crowd)
    {
        var conversations = await topology.Store.ConversationsAsync();
        return new Evidence
        {
            Sends = [.. crowd.All.SelectMany(client => client.SendRecords())],
            Received = [.. crowd.Journal.Received],
            Views = [.. crowd.All.SelectMany(client => client.Views())],
            Database = await topology.Store.MessagesAsync(),
            Api = await ReadApiAsync(topology.Entry, crowd, conversations),
            Conversations = conversations,
        };
    }

    private static async Task<IReadOnlyList<StoredMessage>> ReadApiAsync(
        Uri server, Crowd crowd, IReadOnlyList<StoredConversation> conversations)
    {
        var tokens = crowd.Customers.Where(customer => customer.UserId is not null)
            .ToDictionary(customer => customer.UserId!, customer => customer.Token);
        var all = new List<StoredMessage>();
        foreach (var conversation in conversations)
        {
            var after = 0L;
            while (after < conversation.LastSeq)
            {
                var address = new Uri(server, $"api/messages/{conversation.Id}?after_seq={after}&limit=100");
                if (await Api.TryGetAsync(address, tokens.GetValueOrDefault(conversation.CustomerId), CancellationToken.None) is not { } page)
                    throw new InvalidOperationException($"History of {conversation.Id} could not be read by its customer.");
                var messages = new List<StoredMessage>();
                foreach (var message in page.GetProperty("messages").EnumerateArray())
                    messages.Add(await ReadAsync(server, message));
                if (messages.Count == 0)
                    break;
                all.AddRange(messages);
                after = Math.Max(after + 1, messages[^1].Seq);
            }
        }

        return all;
    }

    /// <summary>A message, and its file as it is served by the link that came with it.</summary>
    private static async Task<StoredMessage> ReadAsync(Uri server, JsonElement message) => new(
        message.GetProperty("conversation_id").GetString()!,
        message.GetProperty("seq").GetInt64(),
        message.GetProperty("from_user_id").GetString()!,
        (message.TryGetProperty("client_id", out var clientId) ? clientId : message.GetProperty("id")).GetString()!,
        message.TryGetProperty("content", out var content) ? content.GetString()! : string.Empty)
    {
        File = message.TryGetProperty("url", out var url) ? FileHash.Of(await Api.TryGetBytesAsync(new Uri(server, url.GetString()!))) : null,
    };
}
