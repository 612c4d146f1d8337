using KefuBlazor.Core;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Chaos.Broken;

/// <summary>
/// History in the order of clocks that disagree, as those of two nodes may: what the agent's node stored seems to be some seconds older
/// than what the customer's did, and half of all messages came by either.
/// </summary>
internal sealed class ClockOrder(IMessageService inner) : IMessageService
{
    private const int SkewSeconds = 5;

    public Task<Result<Receipt>> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        inner.SendAsync(message, cancellationToken);

    public async Task<Result<HistoryPage>> HistoryAsync(Participant caller, HistoryQuery query, CancellationToken cancellationToken)
    {
        var page = await inner.HistoryAsync(caller, query, cancellationToken);
        if (!page.Succeeded)
            return page;
        var places = page.Value.Messages.Select(message => message.Seq).ToList();
        var byClock = page.Value.Messages.OrderBy(message => message.SentAt.AddSeconds(message.Seq % 2 == 0 ? -SkewSeconds : 0));
        return page.Value with { Messages = [.. byClock.Select((message, index) => message with { Seq = places[index] })] };
    }
}
