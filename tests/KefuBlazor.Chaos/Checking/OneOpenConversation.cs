using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Checking;

/// <summary>C8: a customer has one open conversation, and it has one agent.</summary>
internal sealed class OneOpenConversation : Check
{
    public override string Id => "C8";

    protected override IEnumerable<string> Look(Evidence evidence)
    {
        var open = evidence.Conversations.Where(conversation => !conversation.IsClosed).ToList();
        foreach (var several in open.GroupBy(conversation => conversation.CustomerId).Where(group => group.Count() > 1))
            yield return $"{several.Key} has {several.Count()} open conversations";
        foreach (var waiting in open.Where(conversation => conversation.AgentId is null))
            yield return $"{waiting.Id} waits though agents are there";
    }
}
