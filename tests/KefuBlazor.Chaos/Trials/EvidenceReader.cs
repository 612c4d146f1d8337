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
                var messages = page.GetProperty("messages").EnumerateArray().Select(Read).ToList();
                if (messages.Count == 0)
                    break;
                all.AddRange(messages);
                after = Math.Max(after + 1, messages[^1].Seq);
            }
        }

        return all;
    }

    private static StoredMessage Read(JsonElement message) => new(
        message.GetProperty("conversation_id").GetString()!,
        message.GetProperty("seq").GetInt64(),
        message.GetProperty("from_user_id").GetString()!,
        message.GetProperty("client_id").GetString()!,
        message.GetProperty("content").GetString()!);
}
