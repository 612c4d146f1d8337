using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Components.Conversations;

/// <summary>Which customers are typing. A notice is void after <see cref="Lifetime"/> unless it is repeated.</summary>
public sealed class Typing(TimeProvider clock)
{
    /// <summary>How long a notice holds.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(6);

    private readonly Dictionary<string, DateTimeOffset> _until = [];
    private readonly Dictionary<string, string> _drafts = [];

    /// <summary>Whether the customer of a conversation types.</summary>
    public bool this[string conversationId] => _until.TryGetValue(conversationId, out var until) && until > clock.GetUtcNow();

    /// <summary>What the customer of a conversation has written and not sent, where the site shows it; else null.</summary>
    public string? DraftIn(string conversationId) => this[conversationId] ? _drafts.GetValueOrDefault(conversationId) : null;

    /// <summary>Takes in a notice.</summary>
    /// <returns>When it is void, if it holds at all.</returns>
    public DateTimeOffset? Apply(TypingChanged change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (!change.From.IsCustomer)
            return null;

        if (!change.Active)
        {
            Stop(change.ConversationId);
            return null;
        }

        if (change.Draft is { } draft)
            _drafts[change.ConversationId] = draft;
        return _until[change.ConversationId] = clock.GetUtcNow() + Lifetime;
    }

    /// <summary>What was being typed has been sent.</summary>
    public void Stop(string conversationId)
    {
        _until.Remove(conversationId);
        _drafts.Remove(conversationId);
    }

    /// <summary>Forgets whatever is about conversations that are not known.</summary>
    public void Prune(Inbox inbox)
    {
        ArgumentNullException.ThrowIfNull(inbox);
        foreach (var id in _until.Keys.Where(id => inbox.Find(id) is null).ToList())
            Stop(id);
    }
}
