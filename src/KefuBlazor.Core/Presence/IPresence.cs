using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Presence;

/// <summary>Who has a connection: sockets and circuits alike, seen from the server's side.</summary>
public interface IPresence
{
    /// <summary>Counts a connection until the result is disposed.</summary>
    ValueTask<IAsyncDisposable> ConnectAsync(Participant who);

    /// <summary>The ids of the agents with at least one connection.</summary>
    ValueTask<IReadOnlySet<string>> PresentAgentsAsync();

    /// <summary>The ids of the customers with at least one connection, in ordinal order.</summary>
    /// <param name="after">Only those behind this one; null: from the first.</param>
    /// <param name="most">How many at most.</param>
    ValueTask<IReadOnlyList<string>> PresentCustomersAsync(string? after, int most);

    /// <summary>Whether a customer has at least one connection.</summary>
    ValueTask<bool> IsCustomerPresentAsync(string customerId);
}
