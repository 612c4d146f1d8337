using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Customers;

/// <summary>What agents see of customers.</summary>
public interface ICustomerDirectory
{
    /// <summary>The customer of a conversation that the agent may see; else <see cref="ErrorCode.NotFound"/>.</summary>
    Task<Result<CustomerProfile>> FindAsync(Participant agent, string conversationId, CancellationToken cancellationToken = default);

    /// <summary>
    /// The customers who are connected to any node, chatting or not, in the order of their ids. An invalid cursor is
    /// <see cref="ErrorCode.BadRequest"/>.
    /// </summary>
    /// <param name="agent">Who asks.</param>
    /// <param name="cursor">Where to go on: <see cref="Page{T}.Next"/> of the page before.</param>
    /// <param name="limit">How many at most, 1–100.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<Page<ConnectedCustomer>>> ListConnectedAsync(
        Participant agent, string? cursor, int limit, CancellationToken cancellationToken = default);
}
