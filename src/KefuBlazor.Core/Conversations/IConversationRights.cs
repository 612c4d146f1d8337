namespace KefuBlazor.Core.Conversations;

/// <summary>What other slices ask of rights, without the cost of reading all that a conversation shows.</summary>
internal interface IConversationRights
{
    /// <summary>Null where the caller may see the conversation, else that it does not exist.</summary>
    Task<Error?> CheckSeeAsync(Participant caller, string conversationId, CancellationToken cancellationToken);
}
