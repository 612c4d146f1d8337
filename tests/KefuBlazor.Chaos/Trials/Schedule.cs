using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>A test on one of the topologies that it is for.</summary>
internal sealed record Performance(Trial Trial, TopologyKind Kind)
{
    public override string ToString() => $"{Trial.Id} on {Kind}";
}

/// <summary>What is played when: first, one after the other, all that must be alone; then the long ones side by side.</summary>
/// <param name="OneByOne">Those that must be alone.</param>
/// <param name="Lanes">Played at the same time; within a lane one after the other.</param>
internal sealed record Schedule(IReadOnlyList<Performance> OneByOne, IReadOnlyList<IReadOnlyList<Performance>> Lanes)
{
    /// <summary>About how long it takes.</summary>
    public TimeSpan About => Sum(OneByOne) + Lanes.Select(Sum).DefaultIfEmpty().Max();

    /// <summary>Which tests the command line means, in the order in which they are listed.</summary>
    public static IReadOnlyList<Performance> Choose(IEnumerable<Trial> trials, ChaosOptions options) =>
    [
        .. from trial in trials
           where options.Wants(trial.Id)
           from kind in options.EveryRun ? trial.InEveryRun is { } one ? [one] : [] : trial.Topologies
           where options.On is null || options.On == kind
           select new Performance(trial, kind),
    ];

    /// <summary>Plans them. Short forms wait for nothing long, so they are all played one by one.</summary>
    public static Schedule Of(IReadOnlyList<Performance> chosen, bool isShort)
    {
        if (isShort || !chosen.Any(one => one.Trial.Company == Company.LongOnes))
            return new Schedule(chosen, []);
        var inOneLane = chosen.Where(one => one.Trial.Company == Company.Any).ToList();
        List<IReadOnlyList<Performance>> lanes = [.. chosen.Where(one => one.Trial.Company == Company.LongOnes).Select(one => new[] { one })];
        if (inOneLane.Count > 0)
            lanes.Add(inOneLane);
        return new Schedule([.. chosen.Where(one => one.Trial.Company == Company.None)], lanes);
    }

    private static TimeSpan Sum(IReadOnlyList<Performance> some) => some.Aggregate(TimeSpan.Zero, (sum, one) => sum + one.Trial.About);
}
