namespace KefuBlazor.Core.Assignment;

/// <summary>Settings under <c>Assignment</c>.</summary>
public sealed class AssignmentOptions
{
    public const string Section = "Assignment";

    /// <summary>How many open conversations an agent is given by itself; 0: any number. Default 10.</summary>
    public int Capacity { get; set; } = 10;

    /// <summary>How long an agent's conversations stay after their last connection dropped. Default 45 s.</summary>
    public TimeSpan AgentGrace { get; set; } = TimeSpan.FromSeconds(45);
}
