namespace KefuBlazor.Core.Jobs;

/// <summary>Whether this node is the one that does what must be done once, however many nodes there are.</summary>
internal interface IJobLease
{
    /// <summary>True only while no other node can believe the same.</summary>
    bool IsHeld { get; }

    /// <summary>Raised when this node takes the lease. A handler must return at once.</summary>
    event Action? Taken;
}
