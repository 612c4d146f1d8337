using System.Diagnostics;
using KefuBlazor.Benchmarks.Measures;
using KefuBlazor.Benchmarks.Relay;
using KefuBlazor.Testing;

namespace KefuBlazor.Benchmarks.Crowd;

/// <summary>What a crowd cost in one turn.</summary>
/// <param name="ConnectedPerSecond">New ones.</param>
/// <param name="KilobytesEach">Of the server's memory after a full collection, for one that is only connected.</param>
/// <param name="AckP50">Milliseconds, at the fixed rate.</param>
/// <param name="AckP99">Milliseconds, at the fixed rate.</param>
/// <param name="ReturnedPerSecond">Those who were there, all at once after a cut.</param>
/// <param name="AllBack">Seconds until the last of them was.</param>
internal sealed record CrowdFigures(
    double ConnectedPerSecond, double KilobytesEach, double AckP50, double AckP99, double ReturnedPerSecond, double AllBack)
{
    private const int Talkers = 1000;
    private const int AtOnce = 64;

    /// <param name="crowd">A crowd whose server is not started yet.</param>
    /// <param name="size">How many.</param>
    /// <param name="perSecond">Texts, while all are connected.</param>
    /// <param name="time">For how long they write.</param>
    public static async Task<CrowdFigures> MeasureAsync(ICrowd crowd, int size, int perSecond, TimeSpan time)
    {
        await crowd.StartAsync();
        var customers = new List<RelayCustomer>();
        try
        {
            // The first ones have the server warm up; what they took is not theirs alone.
            customers.AddRange(await EachAsync(size / 10, _ => crowd.ConnectAsync()));
            var emptier = await MemoryAsync(crowd);
            var watch = Stopwatch.StartNew();
            customers.AddRange(await EachAsync(size - customers.Count, _ => crowd.ConnectAsync()));
            var connected = (size - (size / 10)) / watch.Elapsed.TotalSeconds;
            var each = (await MemoryAsync(crowd) - emptier) / (size - (size / 10)) / 1024;

            var talkers = customers.Take(Math.Min(Talkers, size)).ToList();
            await OpenAsync(talkers);
            await Pace.RunAsync(talkers, perSecond, time / 2);
            await AllAckedAsync(talkers);
            var (acks, notSent) = await Pace.RunAsync(talkers, perSecond, time);
            if (notSent > 0)
                throw new InvalidOperationException($"{notSent} texts could not be sent at this rate.");
            await AllAckedAsync(talkers);

            customers.ForEach(customer => customer.Dispose());
            watch.Restart();
            var gone = customers.ToList();
            customers.Clear();
            customers.AddRange(await EachAsync(size, number => crowd.ReturnAsync(gone[number])));
            var back = watch.Elapsed.TotalSeconds;
            return new CrowdFigures(connected, each, acks.Percentile(0.5), acks.Percentile(0.99), size / back, back);
        }
        finally
        {
            customers.ForEach(customer => customer.Dispose());
        }
    }

    public static CrowdFigures Median(IReadOnlyList<CrowdFigures> turns)
    {
        double Of(Func<CrowdFigures, double> figure) => turns.Select(figure).Order().ElementAt(turns.Count / 2);
        return new CrowdFigures(
            Of(turn => turn.ConnectedPerSecond),
            Of(turn => turn.KilobytesEach),
            Of(turn => turn.AckP50),
            Of(turn => turn.AckP99),
            Of(turn => turn.ReturnedPerSecond),
            Of(turn => turn.AllBack));
    }

    private static async Task<double> MemoryAsync(ICrowd crowd)
    {
        await crowd.Process.ReportAsync(collects: true);
        return crowd.Process.Resident;
    }

    /// <summary>The first text of each opens their conversation, which is another thing than what is measured.</summary>
    private static async Task OpenAsync(List<RelayCustomer> talkers)
    {
        foreach (var some in talkers.Chunk(AtOnce))
        {
            var unused = new Histogram();
            foreach (var talker in some)
                talker.TrySendOne(unused);
            await AllAckedAsync(some);
        }
    }

    private static Task AllAckedAsync(IReadOnlyList<RelayCustomer> customers) => Eventually.HoldsAsync(
        () => Task.FromResult(customers.All(customer => !customer.IsWaiting)),
        () => $"{customers.Count(customer => customer.IsWaiting)} wait for an ack; {customers.Select(customer => customer.Fault).FirstOrDefault(fault => fault is not null)}",
        TimeSpan.FromSeconds(30));

    /// <summary>Does it so many times, some at once, as a server's backlog would have it.</summary>
    private static async Task<RelayCustomer[]> EachAsync(int count, Func<int, Task<RelayCustomer>> connect)
    {
        var all = new RelayCustomer[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => all[number] = await connect(number));
        return all;
    }
}
