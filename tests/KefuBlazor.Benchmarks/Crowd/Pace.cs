using System.Diagnostics;
using KefuBlazor.Benchmarks.Measures;
using KefuBlazor.Benchmarks.Relay;

namespace KefuBlazor.Benchmarks.Crowd;

/// <summary>Has customers write at a fixed rate, whatever becomes of it: who is slow to answer does not slow the questions.</summary>
internal static class Pace
{
    /// <param name="customers">Who write, in turn.</param>
    /// <param name="perSecond">How many texts.</param>
    /// <param name="time">For how long.</param>
    /// <returns>How long the acks took, and how many texts were not sent because that customer's last one was not acked yet.</returns>
    public static async Task<(Histogram Acks, int NotSent)> RunAsync(IReadOnlyList<RelayCustomer> customers, int perSecond, TimeSpan time)
    {
        var histogram = new Histogram();
        var notSent = 0;
        await KeepAsync(perSecond, time, number =>
        {
            if (!customers[number % customers.Count].TrySendOne(histogram))
                notSent++;
        });
        return (histogram, notSent);
    }

    /// <summary>Does something at a fixed rate, on a thread of its own.</summary>
    /// <param name="perSecond">How often.</param>
    /// <param name="time">For how long.</param>
    /// <param name="turn">What; it is given its number, from 0.</param>
    public static Task KeepAsync(int perSecond, TimeSpan time, Action<int> turn) => Task.Factory.StartNew(
        () =>
        {
            var watch = Stopwatch.StartNew();
            for (var number = 0; number < time.TotalSeconds * perSecond; number++)
            {
                while (watch.Elapsed.TotalSeconds < (double)number / perSecond)
                    Thread.Sleep(1);
                turn(number);
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
