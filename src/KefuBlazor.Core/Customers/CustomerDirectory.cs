using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Presence;

namespace KefuBlazor.Core.Customers;

internal sealed class CustomerDirectory(ICustomerStore store, IConversationService conversations, IPresence presence) : ICustomerDirectory
{
    public async Task<Result<CustomerProfile>> FindAsync(Participant agent, string conversationId, CancellationToken cancellationToken)
    {
        if (agent.IsCustomer)
            return ConversationAccess.AgentsOnly;
        var found = await conversations.FindAsync(agent, conversationId, cancellationToken);
        if (!found.Succeeded)
            return found.Error!;
        return await store.FindProfileAsync(found.Value.CustomerId, cancellationToken) is { } profile ? profile : ConversationAccess.NotFound;
    }

    public async Task<Result<Page<ConnectedCustomer>>> ListConnectedAsync(
        Participant agent, string? cursor, int limit, CancellationToken cancellationToken)
    {
        if (agent.IsCustomer)
            return ConversationAccess.AgentsOnly;
        if (limit is < 1 or > 100)
            return new Error(ErrorCode.BadRequest, "limit is 1 to 100.");
        if (cursor is not null && !CustomerService.IsId(cursor))
            return new Error(ErrorCode.BadRequest, "The cursor is none of ours.");

        var ids = await presence.PresentCustomersAsync(cursor, limit + 1);
        var here = ids.Take(limit).ToList();
        var profiles = (await store.FindManyAsync(here, cancellationToken)).ToDictionary(profile => profile.Id);
        var open = (await conversations.OpenOfAsync(agent, here, cancellationToken)).ToDictionary(conversation => conversation.CustomerId);
        var items = here.Where(profiles.ContainsKey).Select(id => new ConnectedCustomer(profiles[id], open.GetValueOrDefault(id)));
        return new Page<ConnectedCustomer>([.. items], ids.Count > limit ? here[^1] : null);
    }
}
