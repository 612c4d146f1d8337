using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;

namespace KefuBlazor.Components.Presence;

/// <summary>
/// Listens where customers listen, for conversations that an agent may see but is no member of: what waits, and what a supervisor looks at.
/// </summary>
public sealed class CustomerWatch(IChatHub hub, Action<object> observer) : IDisposable
{
    private readonly Dictionary<string, IDisposable> _watched = [];

    /// <summary>Listens to exactly these from now on.</summary>
    public void Set(IEnumerable<string> customerIds)
    {
        var wanted = customerIds.ToHashSet();
        foreach (var id in _watched.Keys.Where(id => !wanted.Contains(id)).ToList())
        {
            _watched[id].Dispose();
            _watched.Remove(id);
        }

        foreach (var id in wanted.Where(id => !_watched.ContainsKey(id)))
            _watched[id] = hub.Subscribe(Audience.Customer(id), observer);
    }

    public void Dispose() => Set([]);
}
