namespace KefuBlazor.Core.Conversations;

/// <summary>What rights look at.</summary>
/// <param name="CustomerId">Whose it is.</param>
/// <param name="AgentId">Who has it or, closed, had it last.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="ServedByCaller">Whether the asking agent ever had it.</param>
internal readonly record struct ConversationFacts(string CustomerId, string? AgentId, ConversationStatus Status, bool ServedByCaller);

/// <summary>Who may see and who may write: the one place where it is decided.</summary>
internal static class ConversationAccess
{
    public static readonly Error NotFound = new(ErrorCode.NotFound, "There is no such conversation.");
    public static readonly Error Forbidden = new(ErrorCode.Forbidden, "The conversation is not yours; accept it first.");
    public static readonly Error AgentsOnly = new(ErrorCode.Forbidden, "Only agents may do this.");
    public static readonly Error Closed = new(ErrorCode.Closed, "The conversation is closed.");

    /// <summary>A customer sees their own; an agent their own, what waits, and the closed ones they served; supervisors and admins all.</summary>
    public static bool CanSee(Participant caller, ConversationFacts conversation) => caller.Type switch
    {
        ParticipantType.System => true,
        ParticipantType.Customer => conversation.CustomerId == caller.Id,
        _ => caller.SeesAll || conversation.Status switch
        {
            ConversationStatus.Waiting => true,
            ConversationStatus.Active => conversation.AgentId == caller.Id,
            _ => conversation.AgentId == caller.Id || conversation.ServedByCaller,
        },
    };

    /// <summary>Null where the caller may see it, else that it does not exist.</summary>
    public static Error? CheckSee(Participant caller, ConversationFacts? conversation) =>
        conversation is { } facts && CanSee(caller, facts) ? null : NotFound;

    /// <summary>Null where the caller may write in it, close it or mark it; else why not. Sight comes first, then right, then state.</summary>
    public static Error? CheckWrite(Participant caller, ConversationFacts? conversation)
    {
        if (CheckMember(caller, conversation) is { } error)
            return error;
        return conversation!.Value.Status == ConversationStatus.Closed ? Closed : null;
    }

    /// <summary>Null where the caller is its customer or its agent, whatever its state.</summary>
    public static Error? CheckMember(Participant caller, ConversationFacts? conversation)
    {
        if (CheckSee(caller, conversation) is { } error)
            return error;
        return caller.IsAgent && (conversation!.Value.AgentId != caller.Id || conversation.Value.Status == ConversationStatus.Waiting) ? Forbidden : null;
    }
}
