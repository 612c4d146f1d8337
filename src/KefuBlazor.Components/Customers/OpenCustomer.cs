using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Hub;

namespace KefuBlazor.Components.Customers;

/// <summary>
/// The customer of the conversation that is looked at: what is known of them, and who says that it changed. One at a time.
/// </summary>
public sealed class OpenCustomer(IChatHub hub, Action<object> observer) : IDisposable
{
    private IDisposable? _subscription;
    private string? _conversationId;

    /// <summary>Whose; null while none is looked at.</summary>
    public string? CustomerId { get; private set; }

    /// <summary>What is known; null until it is.</summary>
    public CustomerProfile? Profile { get; private set; }

    /// <summary>Looks at the customer of this conversation from now on; nulls: at none.</summary>
    /// <returns>Whether that is another than before, of whom nothing is known yet.</returns>
    public bool Look(string? conversationId, string? customerId)
    {
        _conversationId = conversationId;
        if (CustomerId == customerId)
            return false;

        _subscription?.Dispose();
        (CustomerId, Profile) = (customerId, null);
        _subscription = customerId is null ? null : hub.Subscribe(CustomerChanged.TopicOf(customerId), observer);
        return customerId is not null;
    }

    /// <summary>Asks for what is known now.</summary>
    /// <returns>Whether something came of it.</returns>
    public async Task<bool> ReadAsync(Func<string, Task<CustomerProfile?>> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        if (_conversationId is not { } conversationId)
            return false;

        var found = await find(conversationId);
        // Somebody else may be looked at by now. What was known stays where nothing could be learnt.
        if (found is null || found.Id != CustomerId)
            return false;
        Profile = found;
        return true;
    }

    public void Dispose() => Look(null, null);
}
