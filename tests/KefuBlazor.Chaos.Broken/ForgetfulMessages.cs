using KefuBlazor.Core;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Chaos.Broken;

/// <summary>Knows no message again: each attempt is stored under a name of its own, which is cut off wherever it is told.</summary>
internal sealed class ForgetfulMessages(IMessageService inner) : IMessageService
{
    private static int _attempts;

    public async Task<Result<Receipt>> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var sent = await inner.SendAsync(
            message with { ClientId = $"{message.ClientId}~{Interlocked.Increment(ref _attempts)}" }, cancellationToken);
        return sent.Succeeded ? new Receipt(Cut(sent.Value.Message), Duplicate: false) : sent;
    }

    public async Task<Result<HistoryPage>> HistoryAsync(Participant caller, HistoryQuery query, CancellationToken cancellationToken)
    {
        var page = await inner.HistoryAsync(caller, query, cancellationToken);
        return page.Succeeded ? page.Value with { Messages = [.. page.Value.Messages.Select(Cut)] } : page;
    }

    public static Message Cut(Message message) => message with { ClientId = message.ClientId.Split('~')[0] };
}

/// <summary>Tells messages by the names that their senders gave them.</summary>
internal sealed class ForgetfulHub(IChatHub inner) : IChatHub
{
    public void Publish(Topic topic, object @event) =>
        inner.Publish(topic, @event is MessageAdded added ? added with { Message = ForgetfulMessages.Cut(added.Message) } : @event);

    public IDisposable Subscribe(Topic topic, Action<object> observer) => inner.Subscribe(topic, observer);

    public IReadOnlyCollection<string> ObservedIds(string kind) => inner.ObservedIds(kind);
}
