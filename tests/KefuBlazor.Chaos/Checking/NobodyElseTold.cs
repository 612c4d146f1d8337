using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Checking;

/// <summary>C7: nobody was told a message of a conversation that was never theirs.</summary>
internal sealed class NobodyElseTold : Check
{
    public override string Id => "C7";

    protected override IEnumerable<string> Look(Evidence evidence)
    {
        var conversations = evidence.Conversations.ToDictionary(conversation => conversation.Id);
        return from one in evidence.Received.Select(one => (one.ReaderId, one.ConversationId)).Distinct()
               where !conversations.TryGetValue(one.ConversationId, out var conversation)
                   || (conversation.CustomerId != one.ReaderId && !conversation.EveryAgent.Contains(one.ReaderId))
               select $"{one.ReaderId} was told of {one.ConversationId}, which was never theirs";
    }
}
