using System.Globalization;
using KefuBlazor.Chaos.Checking;
using KefuBlazor.Chaos.Nodes;
using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Trials;

/// <summary>One playing of a test, and what comes of it.</summary>
internal sealed class TrialRun(TopologyKind kind, int seed, bool isShort, Action<string> say)
{
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(40);

    private readonly List<Violation> _violations = [];
    private readonly List<string> _figures = [];

    public TopologyKind Kind => kind;

    public int Seed => seed;

    public bool IsShort => isShort;

    public IReadOnlyList<Violation> Violations => _violations;

    public IReadOnlyList<string> Figures => _figures;

    public void Say(string what) => say(what);

    /// <summary>The long or the short form of a value.</summary>
    public T Pick<T>(T full, T brief) => isShort ? brief : full;

    /// <summary>Something measured, for the table.</summary>
    public void Figure(string what) => _figures.Add(what);

    /// <summary>
    /// Something measured that must stay within a bound. The short form shares its machine with whatever else runs: there it is enough that
    /// it came to an end in reasonable time.
    /// </summary>
    /// <param name="what">Its name in the table.</param>
    /// <param name="measured">How long it took; null where it never happened.</param>
    /// <param name="most">The bound; null: it is only told.</param>
    public void Bound(string what, TimeSpan? measured, TimeSpan? most)
    {
        var limit = most is { } asked && isShort && asked < ShortPatience ? ShortPatience : most;
        var told = measured is { } took ? Format(took) : "never";
        Figure(limit is null ? $"{what} {told}" : $"{what} {told} (≤ {Format(limit.Value)})");
        Require(limit is null || measured <= limit, $"{what} {told}, where {Format(limit ?? default)} is the most");
    }

    public void Require(bool holds, string otherwise)
    {
        if (!holds)
            _violations.Add(new Violation("figure", otherwise));
    }

    public void Add(IEnumerable<Violation> violations) => _violations.AddRange(violations);

    /// <summary>Notes the time to the ack and to the other side's screen within a part of the run.</summary>
    public void Latencies(Journal journal, TimeSpan from, TimeSpan to, TimeSpan? mostP50 = null, TimeSpan? mostP99 = null, TimeSpan? mostShown = null)
    {
        var acks = new Durations();
        var now = journal.Now;

        // What still waits counts for as long as it has waited: leaving it out would flatter a system that stands still.
        foreach (var send in journal.Sends.Where(send => send.Outcome != SendOutcome.Failed))
            acks.Add(send.InvokedAt, (send.AckedAt ?? now) - send.InvokedAt);
        var ack = acks.Between(from, to);
        Require(ack.Count > 0, "nothing was sent in the time that is measured");
        Bound("ack p50", ack.Percentile(0.5), mostP50);
        Bound("p99", ack.Percentile(0.99), mostP99);
        Bound("shown p99", journal.Shown.Between(from, to).Percentile(0.99), mostShown);
    }

    public static string Format(TimeSpan duration) => duration.TotalSeconds >= 10
        ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0} s")
        : duration.TotalSeconds >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s")
            : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.#} ms");
}
