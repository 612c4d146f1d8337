using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>What may be played at the same time.</summary>
internal enum Company
{
    /// <summary>Nothing: its figures are those of the whole machine.</summary>
    None,

    /// <summary>It waits or soaks for many minutes, beside all others that do not need to be alone.</summary>
    LongOnes,

    /// <summary>Seconds do not matter to it: it is played while the long ones wait, one after the other of its kind.</summary>
    Any,
}

/// <summary>One test: a fault under load, and what must hold all the same.</summary>
internal abstract class Trial
{
    /// <summary>R01 and so on; S1 to S5 prove the checker itself.</summary>
    public abstract string Id { get; }

    /// <summary>What is done to the system, for the table.</summary>
    public abstract string Fault { get; }

    /// <summary>What it is played on.</summary>
    public virtual IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Single];

    /// <summary>On what its short form is played in every test run; null: in none.</summary>
    public virtual TopologyKind? InEveryRun => null;

    /// <summary>What may be played beside its full form.</summary>
    public virtual Company Company => Company.None;

    /// <summary>About how long its full form takes, for the plan.</summary>
    public virtual TimeSpan About => TimeSpan.FromSeconds(60);

    /// <summary>Why it cannot be played here; null where it can.</summary>
    public virtual Task<string?> FindObstacleAsync(TopologyKind kind) => Task.FromResult<string?>(null);

    /// <summary>Plays it; what goes wrong is told to the run.</summary>
    public abstract Task PlayAsync(TrialRun run);
}
