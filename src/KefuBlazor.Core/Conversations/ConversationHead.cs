namespace KefuBlazor.Core.Conversations;

/// <summary>
/// How far a conversation has come, as the store has it: <see cref="NodeCatchUp"/> tells it to those whom it concerns on its own node, and
/// whoever was told less asks for the rest. It never crosses to another node.
/// </summary>
/// <param name="Id">Which.</param>
/// <param name="CustomerId">Whose.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="AgentId">The agent who has it, or had it last; null while it waits.</param>
/// <param name="LastSeq">The <c>seq</c> of its newest message.</param>
/// <param name="Version"><see cref="Conversation.Version"/>.</param>
/// <param name="Delivered">What has reached a client of each side.</param>
/// <param name="Read">What a person of each side has seen.</param>
public sealed record ConversationHead(
    string Id, string CustomerId, ConversationStatus Status, string? AgentId, long LastSeq, long Version, Marks Delivered, Marks Read)
{
    /// <summary>Whether this agent should have it in a list: it waits for anybody, or is theirs.</summary>
    public bool Concerns(string agentId) =>
        Status == ConversationStatus.Waiting || (Status == ConversationStatus.Active && AgentId == agentId);
}
