using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Components.Conversations;

/// <summary>Which customers are typing. A notice is void after <see cref="Lifetime"/> unless it is repeated.</summary>
public sealed class Typing(TimeProvider clock)
{
    /// <summary>How long a notice holds.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(6);

    private readonly Dictionary<string, DateTimeOffset> _until = [];

    /// <summary>Whether the customer of a conversation types.</summary>
    public bool this[string conversationId] => _until.TryGetValue(conversationId, out var until) && until > clock.GetUtcNow();

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

        return _until[change.ConversationId] = clock.GetUtcNow() + Lifetime;
    }

    /// <summary>What was being typed has been sent.</summary>
    public void Stop(string conversationId) => _until.Remove(conversationId);
}
