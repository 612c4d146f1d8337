using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Protocol;

/// <summary>What one connection was told of one conversation, so that it is told the rest and nothing twice.</summary>
internal sealed class ToldConversation
{
    /// <summary>
    /// The highest <c>seq</c>; null where that is unknown: an agent's program knows by itself what it has of conversations it had before.
    /// </summary>
    public long? Seq { get; set; }

    /// <summary>The highest <see cref="Conversation.Version"/>; 0 is none.</summary>
    public long Version { get; private set; }

    public Marks Delivered { get; private set; }

    public Marks Read { get; private set; }

    /// <summary>Whether the reader has it in a list: a customer always, an agent while it waits or is theirs.</summary>
    public bool Listed { get; private set; }

    /// <summary>Whether the reader is a member of it.</summary>
    public bool Member { get; private set; }

    /// <summary>Takes note that the reader knows the conversation as it is here.</summary>
    public void Take(ConversationHead head, Participant reader)
    {
        if (head.Version >= Version)
        {
            Version = head.Version;
            Member = reader.IsCustomer || (head.Status == ConversationStatus.Active && head.AgentId == reader.Id);
            Listed = reader.IsCustomer || head.Concerns(reader.Id);
        }

        Delivered = Delivered.Max(head.Delivered);
        Read = Read.Max(head.Read);
    }

    /// <summary>Takes note of a mark. A read mark says delivered too.</summary>
    public void Take(MarkMoved moved)
    {
        var to = moved.From.IsCustomer ? new Marks(moved.Seq, 0) : new Marks(0, moved.Seq);
        Delivered = Delivered.Max(to);
        if (moved.Kind == MarkKind.Read)
            Read = Read.Max(to);
    }

    /// <summary>The marks that are further on here than the reader knows.</summary>
    public IEnumerable<MarkMoved> Behind(ConversationHead head)
    {
        var customer = new Participant(ParticipantType.Customer, head.CustomerId, string.Empty);
        if (head.Delivered.Customer > Delivered.Customer)
            yield return new MarkMoved(head.Id, MarkKind.Delivered, customer, head.Delivered.Customer, Origin: null);
        if (head.Read.Customer > Read.Customer)
            yield return new MarkMoved(head.Id, MarkKind.Read, customer, head.Read.Customer, Origin: null);
        if (head.AgentId is not { } agentId)
            yield break;

        var agent = new Participant(ParticipantType.Agent, agentId, string.Empty);
        if (head.Delivered.Agent > Delivered.Agent)
            yield return new MarkMoved(head.Id, MarkKind.Delivered, agent, head.Delivered.Agent, Origin: null);
        if (head.Read.Agent > Read.Agent)
            yield return new MarkMoved(head.Id, MarkKind.Read, agent, head.Read.Agent, Origin: null);
    }
}
