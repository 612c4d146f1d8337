using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>One test: a fault under load, and what must hold all the same.</summary>
internal abstract class Trial
{
    /// <summary>R01 and so on; S1 to S5 prove the checker itself.</summary>
    public abstract string Id { get; }

    /// <summary>What is done to the system, for the table.</summary>
    public abstract string Fault { get; }

    /// <summary>What it is played on.</summary>
    public virtual IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Single];

    /// <summary>Whether it can be played in seconds, as a part of every test run.</summary>
    public virtual bool HasShortForm => false;

    /// <summary>Why it cannot be played here; null where it can.</summary>
    public virtual Task<string?> FindObstacleAsync(TopologyKind kind) => Task.FromResult<string?>(null);

    /// <summary>Plays it; what goes wrong is told to the run.</summary>
    public abstract Task PlayAsync(TrialRun run);
}
