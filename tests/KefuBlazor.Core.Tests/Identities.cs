using System.Collections.Concurrent;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Messages;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Tests;

/// <summary>Customers whom the site has named.</summary>
internal static class Identities
{
    public const string Secret = "a secret of the site's, only for tests";
    public const int TokensKept = 40;

    /// <summary>The settings of a site that signs its customers' ids.</summary>
    public static Dictionary<string, string?> With(Dictionary<string, string?> settings) => new(settings)
    {
        ["Customers:IdentitySecret"] = Secret,
        ["Customers:TokensKept"] = $"{TokensKept}",
    };

    public static async Task<(Participant Customer, string Token)> AddWithTokenAsync(this CoreHost core)
    {
        var registered = (await core.Get<ICustomerService>().RegisterAsync(null, "zh-CN")).Value;
        return (registered.Customer.ToParticipant(), registered.VisitorToken);
    }

    public static Participant ToParticipant(this Identified identified) => identified.Customer.ToParticipant();

    public static Task<Identified> IdentifyAsync(this CoreHost core, Participant customer, string? externalId, string? name = null) =>
        core.IdentifyAsync(customer.Id, externalId, name);

    public static async Task<CustomerProfile> ProfileAsync(this CoreHost core, string customerId) =>
        (await core.Get<ICustomerStore>().FindProfileAsync(customerId, default))!;

    /// <summary>
    /// Browsers of one person, each writing all the while, turn out to be that person, each while it writes. A browser goes on as who it is told
    /// to be, and sends again what was not acked, as the widget does.
    /// </summary>
    public static async Task RaceAsync(CoreHost[] nodes, int browsers, int messages)
    {
        var acked = new ConcurrentDictionary<string, Message>();
        await Task.WhenAll(Enumerable.Range(0, browsers).Select(n => Task.Run(() => BrowseAsync(n))));

        await using var context = await nodes[0].OpenContextAsync();
        var holder = context.Customers.Single(row => row.ExternalId == "42");
        Assert.Equal(browsers * messages, acked.Count);
        var open = await context.Conversations.Where(row => row.Status != ConversationStatus.Closed).ToListAsync();
        Assert.Equal([holder.Id], open.Select(row => row.CustomerId));
        Assert.All(await context.Conversations.ToListAsync(), row => Assert.Equal(holder.Id, row.CustomerId));
        var stored = await context.Messages.AsNoTracking().ToListAsync();
        Assert.Equal(acked.Keys.Order(), stored.Select(row => row.ClientId).Order());
        Assert.All(stored, row => Assert.Equal(holder.Id, row.SenderId));
        Assert.All(stored, row => Assert.Equal((row.ConversationId, row.Seq), (acked[row.ClientId].ConversationId, acked[row.ClientId].Seq)));
        foreach (var conversation in stored.GroupBy(row => row.ConversationId))
            Assert.Equal(Enumerable.Range(1, conversation.Count()).Select(n => (long)n), conversation.Select(row => row.Seq).Order());

        async Task BrowseAsync(int browser)
        {
            var (me, _) = await nodes[browser % nodes.Length].AddWithTokenAsync();
            for (var n = 0; n < messages; n++)
            {
                var node = nodes[(browser + n) % nodes.Length];
                var identifying = n == messages / 2 ? node.IdentifyAsync(me.Id, "42", null) : null;
                var clientId = $"m-{browser}-{n}";
                var receipt = await node.Messages.SendAsync(new OutgoingMessage(me, clientId, null, "text"));
                if (identifying is not null)
                    me = (await identifying).ToParticipant();
                if (receipt.Error is { Code: ErrorCode.Unauthenticated })
                    receipt = await node.Messages.SendAsync(new OutgoingMessage(me, clientId, null, "text"));
                Assert.True(receipt.Succeeded, receipt.Error?.ToString());
                Assert.True(acked.TryAdd(clientId, receipt.Value.Message));
            }
        }
    }

    private static async Task<Identified> IdentifyAsync(this CoreHost core, string customerId, string? externalId, string? name)
    {
        var who = new Identification { Name = name, ExternalId = externalId, UserHash = externalId is null ? null : UserHash.Of(externalId, Secret) };
        var identified = await core.Get<ICustomerService>().IdentifyAsync(customerId, who);
        Assert.True(identified.Succeeded, identified.Error?.ToString());
        return identified.Value;
    }

    private static Participant ToParticipant(this Customer customer) => new(ParticipantType.Customer, customer.Id, customer.Name);
}
