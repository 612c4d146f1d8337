using System.Diagnostics;
using KefuBlazor.Benchmarks.Measures;
using KefuBlazor.Benchmarks.Probe;

namespace KefuBlazor.Benchmarks.Relay;

/// <summary>What one contender did in one turn.</summary>
/// <param name="Acked">Texts acked a second.</param>
/// <param name="Delivered">Texts that reached an agent a second.</param>
/// <param name="AckP50">Milliseconds.</param>
/// <param name="AckP99">Milliseconds.</param>
/// <param name="ServerCpu">Microseconds of processor time of the server a text.</param>
/// <param name="LoadCpu">Microseconds of processor time of this program a text.</param>
/// <param name="Allocated">Bytes that the server allocated a text; not a number where it does not tell.</param>
/// <param name="Gen2">Full collections.</param>
/// <param name="Group">Texts a commit; not a number where it does not tell.</param>
internal sealed record RelayFigures(
    double Acked, double Delivered, double AckP50, double AckP99, double ServerCpu, double LoadCpu, double Allocated, double Gen2, double Group)
{
    /// <summary>Has all customers write for a time.</summary>
    public static async Task<RelayFigures> MeasureAsync(IContender contender, TimeSpan time)
    {
        var histogram = new Histogram();
        var before = await Snapshot.TakeAsync(contender);
        foreach (var customer in contender.Customers)
            customer.Begin(histogram);
        await Task.Delay(time);
        var after = await Snapshot.TakeAsync(contender);
        foreach (var customer in contender.Customers)
            customer.Stop();
        await RelayChecks.SettleAsync(contender);

        var (seconds, acked) = (Stopwatch.GetElapsedTime(before.At, after.At).TotalSeconds, (double)(after.Acked - before.Acked));
        return new RelayFigures(
            acked / seconds,
            (after.Delivered - before.Delivered) / seconds,
            histogram.Percentile(0.5),
            histogram.Percentile(0.99),
            (after.Server - before.Server).TotalMicroseconds / acked,
            (after.Load - before.Load).TotalMicroseconds / acked,
            (after.Report?.Allocated - before.Report?.Allocated) / acked ?? double.NaN,
            after.Report?.Gen2 - before.Report?.Gen2 ?? double.NaN,
            (double?)(after.Report?.Writes - before.Report?.Writes) / (after.Report?.Commits - before.Report?.Commits) ?? double.NaN);
    }

    /// <summary>The middle of each figure over several turns.</summary>
    public static RelayFigures Median(IReadOnlyList<RelayFigures> turns)
    {
        double Of(Func<RelayFigures, double> figure) => turns.Select(figure).Order().ElementAt(turns.Count / 2);
        return new RelayFigures(
            Of(turn => turn.Acked),
            Of(turn => turn.Delivered),
            Of(turn => turn.AckP50),
            Of(turn => turn.AckP99),
            Of(turn => turn.ServerCpu),
            Of(turn => turn.LoadCpu),
            Of(turn => turn.Allocated),
            Of(turn => turn.Gen2),
            Of(turn => turn.Group));
    }

    private sealed record Snapshot(long At, long Acked, long Delivered, TimeSpan Server, TimeSpan Load, ProbeReport? Report)
    {
        public static async Task<Snapshot> TakeAsync(IContender contender)
        {
            var report = contender.Process.HasProbe ? await contender.Process.ReportAsync() : null;
            return new Snapshot(
                Stopwatch.GetTimestamp(),
                contender.Customers.Sum(customer => customer.Acked),
                contender.Agents.Sum(agent => agent.Delivered),
                contender.Process.Cpu,
                ProcFile.CpuOf(Environment.ProcessId),
                report);
        }
    }
}
