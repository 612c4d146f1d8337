using KefuBlazor.Components.Conversations;
using KefuBlazor.Core.Presence;

namespace KefuBlazor.Components.Presence;

/// <summary>Which customers of the inbox are connected, as far as it is known.</summary>
public sealed class CustomerPresence(IPresence presence)
{
    private readonly Dictionary<string, bool> _known = [];

    /// <summary>Whether the customer is there; null while unknown.</summary>
    public bool? this[string customerId] => _known.TryGetValue(customerId, out var present) ? present : null;

    /// <summary>Somebody came or went.</summary>
    /// <returns>Whether it is one of these, and was not known.</returns>
    public bool Apply(PresenceChanged change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (!change.Who.IsCustomer || !_known.TryGetValue(change.Who.Id, out var present) || present == change.Present)
            return false;

        _known[change.Who.Id] = change.Present;
        return true;
    }

    /// <summary>Looks after those that are not known yet.</summary>
    /// <returns>Whether anything was learnt.</returns>
    public async Task<bool> LearnAsync(IEnumerable<string> customerIds)
    {
        var unknown = customerIds.Where(id => !_known.ContainsKey(id)).Distinct().ToList();
        foreach (var id in unknown)
            _known[id] = false;

        foreach (var id in unknown)
        {
            // A change that arrived meanwhile is newer than this answer only if it says "gone"; the next change mends that.
            if (await presence.IsCustomerPresentAsync(id))
                _known[id] = true;
        }

        return unknown.Count > 0;
    }

    /// <summary>Forgets those of whom no conversation is known.</summary>
    public void Prune(Inbox inbox)
    {
        ArgumentNullException.ThrowIfNull(inbox);
        foreach (var id in _known.Keys.Except(inbox.Known.Select(conversation => conversation.CustomerId)).ToList())
            _known.Remove(id);
    }
}
