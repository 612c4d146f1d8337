using System.Globalization;
using KefuBlazor.Chaos.Checking;
using KefuBlazor.Chaos.Nodes;
using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Trials;

/// <summary>One playing of a test, and what comes of it.</summary>
internal sealed class TrialRun(TopologyKind kind, int seed, bool isShort, Action<string> say)
{
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

    /// <summary>Something measured that must stay within a bound.</summary>
    public void Bound(string what, TimeSpan measured, TimeSpan most)
    {
        Figure($"{what} {Format(measured)}");
        Require(measured <= most, $"{what} {Format(measured)} is above {Format(most)}");
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
        foreach (var send in journal.Sends.Where(send => send.AckedAt is not null))
            acks.Add(send.InvokedAt, send.AckedAt!.Value - send.InvokedAt);
        var ack = acks.Between(from, to);
        Bound("ack p50", ack.Percentile(0.5), mostP50 ?? TimeSpan.MaxValue);
        Bound("p99", ack.Percentile(0.99), mostP99 ?? TimeSpan.MaxValue);
        Bound("shown p99", journal.Shown.Between(from, to).Percentile(0.99), mostShown ?? TimeSpan.MaxValue);
    }

    public static string Format(TimeSpan duration) => duration.TotalSeconds >= 10
        ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0} s")
        : duration.TotalSeconds >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s")
            : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.#} ms");
}
