using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Assignment;

/// <summary>Who gets which conversation.</summary>
public interface IAssignmentService
{
    /// <summary>Whether a present agent has the status online, full or not, within business hours where those are set.</summary>
    bool Online { get; }

    /// <summary>
    /// An agent takes a waiting conversation by hand, even past their capacity. Already theirs: as it is; somebody else's
    /// <see cref="ErrorCode.Conflict"/>; one that is over <see cref="ErrorCode.Closed"/>.
    /// </summary>
    Task<Result<Conversation>> AcceptAsync(Participant agent, string conversationId, CancellationToken cancellationToken = default);

    /// <summary>Puts what an agent has back at its place in the queue, at once: they signed out.</summary>
    Task ReleaseAsync(string agentId, CancellationToken cancellationToken = default);
}
