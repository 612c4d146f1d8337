namespace KefuBlazor.Core.Assignment;

/// <summary>An agent who may be given conversations.</summary>
/// <param name="AgentId">Who.</param>
/// <param name="Open">How many they have.</param>
/// <param name="LastAssignedAt">When they were last given one; null: never.</param>
internal readonly record struct AssignmentCandidate(string AgentId, int Open, DateTimeOffset? LastAssignedAt);

/// <summary>Which agent a conversation goes to.</summary>
internal static class AssignmentPolicy
{
    /// <summary>
    /// Among those with room: who last served the customer, else the one with the fewest open conversations, then whose last assignment is
    /// longest ago, then the lowest id. Null where nobody has room.
    /// </summary>
    /// <param name="candidates">All who are present and online.</param>
    /// <param name="capacity">How many an agent may have; 0: any number.</param>
    /// <param name="lastServedBy">Who last served this customer, if anybody did.</param>
    public static string? Choose(IEnumerable<AssignmentCandidate> candidates, int capacity, string? lastServedBy)
    {
        AssignmentCandidate? best = null;
        foreach (var candidate in candidates)
        {
            if (capacity > 0 && candidate.Open >= capacity)
                continue;
            if (candidate.AgentId == lastServedBy)
                return candidate.AgentId;
            if (best is null || Compare(candidate, best.Value) < 0)
                best = candidate;
        }

        return best?.AgentId;
    }

    private static int Compare(AssignmentCandidate one, AssignmentCandidate other)
    {
        var byLoad = one.Open.CompareTo(other.Open);
        if (byLoad != 0)
            return byLoad;
        var byRest = Nullable.Compare(one.LastAssignedAt, other.LastAssignedAt);
        return byRest != 0 ? byRest : string.CompareOrdinal(one.AgentId, other.AgentId);
    }
}
