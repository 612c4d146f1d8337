using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Assignment;

/// <summary>What the store promises of assignment: load is counted and changed in one transaction, so no agent passes their capacity by a race.</summary>
internal interface IAssignmentStore
{
    /// <summary>How many are assigned in one transaction at most.</summary>
    const int MostAtOnce = 100;

    /// <summary>
    /// Gives at most <see cref="MostAtOnce"/> waiting conversations, in the order of the queue, to agents of role Agent who are among those present, have the status online and
    /// have room, as <see cref="AssignmentPolicy"/> chooses, until the queue or the room is used up.
    /// </summary>
    Task<Result<IReadOnlyList<Conversation>>> AssignWaitingAsync(
        IReadOnlySet<string> present, int capacity, Action<IReadOnlyList<Conversation>> committed, CancellationToken cancellationToken);

    /// <summary>Gives a waiting conversation to this agent, even past their capacity; one that is theirs already is left as it is.</summary>
    Task<Result<Accepted>> AcceptAsync(
        Participant agent, string conversationId, Action<Accepted> committed, CancellationToken cancellationToken);

    /// <summary>Puts all that the agent has back at its place in the queue.</summary>
    Task<Result<IReadOnlyList<Conversation>>> ReturnAllAsync(
        string agentId, Action<IReadOnlyList<Conversation>> committed, CancellationToken cancellationToken);

    /// <summary>The agents who have active conversations.</summary>
    Task<IReadOnlySet<string>> FindOwnersAsync(CancellationToken cancellationToken);

    /// <summary>Whether one of these agents has the status online and the role Agent.</summary>
    Task<bool> IsAnyOnlineAsync(IReadOnlySet<string> present, CancellationToken cancellationToken);

    /// <summary>
    /// How fast those of these agents who take new conversations finish what they have: how many they have now, and how long each of the
    /// last conversations took that were closed since then.
    /// </summary>
    Task<ServiceMeasure> MeasureAsync(IReadOnlySet<string> present, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>The waiting conversations' ids in the order of the queue.</summary>
    Task<IReadOnlyList<string>> FindQueueAsync(CancellationToken cancellationToken);

    /// <summary>Those of these that wait, without their places: who asks for many knows the queue.</summary>
    Task<IReadOnlyList<Conversation>> FindWaitingAsync(IReadOnlyCollection<string> conversationIds, CancellationToken cancellationToken);
}

/// <summary>What a wait is estimated from.</summary>
/// <param name="InService">How many conversations the agents have who take new ones.</param>
/// <param name="Handled">How many finished conversations were measured.</param>
/// <param name="MeanHandling">How long they took on average, from the agent's start to the close.</param>
internal readonly record struct ServiceMeasure(int InService, int Handled, TimeSpan MeanHandling);

/// <summary>The outcome of an accept.</summary>
/// <param name="Conversation">As it is now.</param>
/// <param name="Changed">False where it was the agent's already.</param>
internal readonly record struct Accepted(Conversation Conversation, bool Changed);
