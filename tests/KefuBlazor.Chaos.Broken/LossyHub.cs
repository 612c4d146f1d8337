using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Chaos.Broken;

/// <summary>Loses some events of messages, as a bus may, and all that would have others fetch what they missed.</summary>
internal sealed class LossyHub(IChatHub inner) : IChatHub
{
    // Only the last message of a conversation stays missed: so many are lost that it meets some of them in any run.
    private const int OneIn = 3;

    public void Publish(Topic topic, object @event)
    {
        if (@event is ConversationHead || (@event is MessageAdded && Random.Shared.Next(OneIn) == 0))
            return;
        inner.Publish(topic, @event);
    }

    public IDisposable Subscribe(Topic topic, Action<object> observer) => inner.Subscribe(topic, observer);

    public IReadOnlyCollection<string> ObservedIds(string kind) => inner.ObservedIds(kind);
}
