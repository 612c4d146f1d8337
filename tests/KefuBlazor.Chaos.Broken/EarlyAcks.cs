using System.Collections.Concurrent;
using KefuBlazor.Core;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Chaos.Broken;

/// <summary>Acks what is not stored yet. The place in the ack is a guess, from the newest that it saw.</summary>
internal sealed class EarlyAcks(IMessageService inner) : IMessageService
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(1500);

    private readonly ConcurrentDictionary<string, Message> _newest = new();

    public async Task<Result<Receipt>> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var key = message.ConversationId ?? message.Sender.Id;
        if (!_newest.TryGetValue(key, out var newest))
        {
            var sent = await inner.SendAsync(message, cancellationToken);
            if (sent.Succeeded)
                Note(sent.Value.Message, message.Sender);
            return sent;
        }

        var guess = newest with { Seq = newest.Seq + 1, ClientId = message.ClientId, Content = message.Content };
        Note(guess, message.Sender);
        _ = Task.Delay(Late, CancellationToken.None)
            .ContinueWith(_ => inner.SendAsync(message, CancellationToken.None), TaskScheduler.Default);
        return new Receipt(guess, Duplicate: false);
    }

    public Task<Result<HistoryPage>> HistoryAsync(Participant caller, HistoryQuery query, CancellationToken cancellationToken) =>
        inner.HistoryAsync(caller, query, cancellationToken);

    private void Note(Message message, Participant sender)
    {
        _newest[message.ConversationId] = message;
        if (sender.IsCustomer)
            _newest[sender.Id] = message;
    }
}
