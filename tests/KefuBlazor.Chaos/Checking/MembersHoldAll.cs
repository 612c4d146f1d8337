using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Checking;

/// <summary>C4: when all has healed, every member holds every message. How soon is measured by the run, which waits for just that.</summary>
internal sealed class MembersHoldAll : Check
{
    public override string Id => "C4";

    protected override IEnumerable<string> Look(Evidence evidence)
    {
        var views = evidence.Views.ToLookup(view => (view.ReaderId, view.ConversationId));
        var stored = evidence.Database.ToLookup(message => message.ConversationId, message => message.Seq);
        foreach (var conversation in evidence.Conversations)
        {
            foreach (var member in MembersOf(conversation))
            {
                var held = views[(member, conversation.Id)].SelectMany(view => view.Seqs).ToHashSet();
                var missing = stored[conversation.Id].Where(seq => !held.Contains(seq)).Order().ToList();
                if (missing.Count > 0)
                    yield return $"{member} lacks {missing.Count} of {conversation.Id}, the first at {missing[0]} of {conversation.LastSeq}";
            }
        }
    }

    private static IEnumerable<string> MembersOf(StoredConversation conversation) =>
        conversation is { AgentId: { } agent, IsClosed: false } ? [conversation.CustomerId, agent] : [conversation.CustomerId];
}
