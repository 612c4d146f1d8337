using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Checking;

/// <summary>Something that must not be.</summary>
/// <param name="Check">Which promise it breaks.</param>
/// <param name="What">What was seen.</param>
internal sealed record Violation(string Check, string What);

/// <summary>One promise, looked for in the evidence. Pure: it sees nothing else.</summary>
internal abstract class Check
{
    /// <summary>C1 to C9.</summary>
    public abstract string Id { get; }

    /// <summary>All that breaks the promise; nothing where it is kept.</summary>
    public IEnumerable<Violation> Find(Evidence evidence) => Look(evidence).Select(what => new Violation(Id, what));

    protected abstract IEnumerable<string> Look(Evidence evidence);
}

/// <summary>All promises together.</summary>
internal static class Checker
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new AckedIsStored(), new StoredOnce(), new OrderKept(), new MembersHoldAll(),
        new ShownIsStored(), new NothingInvented(), new NobodyElseTold(), new OneOpenConversation(),
        new AckedFileIsServed(),
    ];

    public static IReadOnlyList<Violation> Find(Evidence evidence) => [.. All.SelectMany(check => check.Find(evidence))];
}
