using System.Text.Json;

namespace KefuBlazor.Benchmarks.Probe;

/// <summary>What a process says of its memory, at one moment.</summary>
/// <param name="Allocated">Bytes that it has allocated since it started.</param>
/// <param name="Heap">Bytes that its objects take.</param>
/// <param name="Gen0">Collections so far of the youngest generation.</param>
/// <param name="Gen1">Of the next.</param>
/// <param name="Gen2">Of all.</param>
/// <param name="Commits">Transactions of the message store, where it is the product.</param>
/// <param name="Writes">Writes in them.</param>
public sealed record ProbeReport(long Allocated, long Heap, int Gen0, int Gen1, int Gen2, long Commits, long Writes)
{
    /// <summary>The environment variable that names the file which reports are written to.</summary>
    public const string FileVariable = "KEFU_PROBE_FILE";

    /// <summary>SIGUSR1.</summary>
    public const int ReportSignal = 10;

    /// <summary>SIGUSR2.</summary>
    public const int CollectSignal = 12;

    /// <summary>Reads the file that a process wrote.</summary>
    public static ProbeReport Read(string file) => JsonSerializer.Deserialize<ProbeReport>(File.ReadAllBytes(file))!;

    internal static ProbeReport Take(bool collects)
    {
        if (collects)
        {
            // Twice: what finalizers let go of goes with the second.
            for (var i = 0; i < 2; i++)
            {
                GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }
        }

        return new ProbeReport(
            GC.GetTotalAllocatedBytes(precise: true),
            GC.GetTotalMemory(forceFullCollection: false),
            GC.CollectionCount(0),
            GC.CollectionCount(1),
            GC.CollectionCount(2),
            StoreListener.Commits,
            StoreListener.Writes);
    }

    internal void Write(string file)
    {
        // Whole or not at all: somebody waits for it.
        File.WriteAllBytes(file + ".part", JsonSerializer.SerializeToUtf8Bytes(this));
        File.Move(file + ".part", file, overwrite: true);
    }
}
