using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Checking;

/// <summary>
/// C3: <c>seq</c> is 1, 2, 3 … in every conversation, a send made after the ack of another stands behind it, and all see one order.
/// </summary>
internal sealed class OrderKept : Check
{
    public override string Id => "C3";

    protected override IEnumerable<string> Look(Evidence evidence) =>
        Gaps("database", evidence.Database)
            .Concat(Gaps("API", evidence.Api))
            .Concat(OutOfOrder(evidence))
            .Concat(Disagreements(evidence));

    private static IEnumerable<string> Gaps(string where, IReadOnlyList<StoredMessage> stored)
    {
        foreach (var conversation in stored.GroupBy(message => message.ConversationId))
        {
            var expected = 1L;
            foreach (var seq in conversation.Select(message => message.Seq).Order())
            {
                if (seq != expected++)
                {
                    yield return $"{conversation.Key} has {seq} where {expected - 1} is next in the {where}";
                    break;
                }
            }
        }
    }

    private static IEnumerable<string> OutOfOrder(Evidence evidence)
    {
        var places = new Dictionary<(string, string), StoredMessage>();
        foreach (var message in evidence.Api)
            places[(message.SenderId, message.ClientId)] = message;
        foreach (var group in evidence.Sends
            .Where(send => places.ContainsKey((send.SenderId, send.ClientId)))
            .GroupBy(send => (send.SenderId, places[(send.SenderId, send.ClientId)].ConversationId)))
        {
            // In the order of the invocations; each must stand behind the highest of those that were acked before it was made.
            var acked = new PriorityQueue<long, TimeSpan>();
            var highest = 0L;
            foreach (var send in group.OrderBy(send => send.InvokedAt))
            {
                while (acked.TryPeek(out var seq, out var at) && at < send.InvokedAt)
                {
                    acked.Dequeue();
                    highest = Math.Max(highest, seq);
                }

                var place = places[(send.SenderId, send.ClientId)].Seq;
                if (place <= highest)
                    yield return $"{send.SenderId} sent {send.ClientId} after the ack of {group.Key.ConversationId}-{highest}, yet it stands at {place}";
                if (send.AckedAt is { } ackedAt)
                    acked.Enqueue(place, ackedAt);
            }
        }
    }

    private static IEnumerable<string> Disagreements(Evidence evidence) =>
        from one in evidence.Received.Select(one => (one.ConversationId, one.Seq, one.Id, one.ClientId)).Distinct()
        group one by (one.ConversationId, one.Seq) into place
        where place.Count() > 1
        select $"{place.Key.ConversationId}-{place.Key.Seq} was told as {string.Join(" and as ", place.Select(one => one.ClientId))}";
}
