using System.Diagnostics.Metrics;

namespace KefuBlazor.Benchmarks.Probe;

/// <summary>Adds up what the product tells of its commits.</summary>
internal static class StoreListener
{
    private static readonly MeterListener Listener = new();
    private static long _commits;
    private static long _writes;

    public static long Commits => Volatile.Read(ref _commits);

    public static long Writes => Volatile.Read(ref _writes);

    public static void Start()
    {
        Listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: "kefu.store.commit.writes" })
                listener.EnableMeasurementEvents(instrument);
        };
        Listener.SetMeasurementEventCallback<int>((_, writes, _, _) =>
        {
            Interlocked.Increment(ref _commits);
            Interlocked.Add(ref _writes, writes);
        });
        Listener.Start();
    }
}
