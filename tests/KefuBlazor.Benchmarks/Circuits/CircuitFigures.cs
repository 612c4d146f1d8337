using System.Diagnostics;
using KefuBlazor.Benchmarks.Measures;
using KefuBlazor.Testing;

namespace KefuBlazor.Benchmarks.Circuits;

/// <summary>What desks cost, and how soon they show what was written.</summary>
/// <param name="Shown">From a customer's sending to the batch that shows it in the open conversation.</param>
/// <param name="Listed">The same for a text that only the list shows.</param>
/// <param name="Acks">From a customer's sending to the ack.</param>
/// <param name="Chromium">From a customer's sending to the text in the document of a real browser.</param>
/// <param name="Desks">How many there were.</param>
/// <param name="InChromium">How many of them were in a real browser.</param>
/// <param name="Batches">Rendered a second, by all that are in none.</param>
/// <param name="BatchBytes">Of one.</param>
/// <param name="Processors">That the server kept busy.</param>
/// <param name="Allocated">Bytes of the server for each text.</param>
/// <param name="Megabytes">Of the server's memory for a circuit, after a full collection, before and after the time that was measured.</param>
/// <param name="HeapMegabytes">Of which objects.</param>
internal sealed record CircuitFigures(
    Histogram Shown,
    Histogram Listed,
    Histogram Acks,
    Histogram Chromium,
    int Desks,
    int InChromium,
    double Batches,
    double BatchBytes,
    double Processors,
    double Allocated,
    (double Before, double After) Megabytes,
    (double Before, double After) HeapMegabytes)
{
    private const double Megabyte = 1024 * 1024;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    /// <param name="published">The server.</param>
    /// <param name="agents">How many.</param>
    /// <param name="perSecond">Texts that customers write.</param>
    /// <param name="time">How long.</param>
    public static async Task<CircuitFigures> MeasureAsync(PublishedServer published, int agents, int perSecond, TimeSpan time)
    {
        var probeFile = Path.GetTempFileName();
        var settings = PublishedServer.Settings.Concat(MeasuredProcess.ProbeSettings(probeFile)).ToDictionary();
        settings["Assignment__Capacity"] = DeskLoad.ConversationsEach.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await using var server = await ServerProcess.StartAsync(settings, program: published.Program);
        var process = new MeasuredProcess(server.Id, probeFile);
        var names = ManyAgents.Names(agents);
        ManyAgents.Add(Path.Combine(server.Folder, "data", "kefu.db"), agents);
        var texts = (int)((WarmUp + time).TotalSeconds * perSecond / (agents * DeskLoad.ConversationsEach)) + DeskLoad.LogHolds + 4;
        await using var load = new DeskLoad(server.BaseAddress, names, texts);

        // What the first desk has the server load and compile is not a circuit's.
        await using (var first = new HeadlessDesk(server.BaseAddress, (_, _) => { }))
            await first.OpenAsync(names[0], ManyAgents.Password);
        await load.ConnectAsync();
        var without = await Memory.AskAsync(process);
        await load.OpenDesksAsync();
        await load.OpenConversationsAsync();

        // A log that is not full yet grows, whatever else does: only then is what grows while it is measured a leak.
        await load.FillLogsAsync(perSecond);
        await load.RunAsync(perSecond, WarmUp);

        var before = await Memory.AskAsync(process);
        var (watch, cpu, batches) = (Stopwatch.StartNew(), process.Cpu, load.Batches);
        var chromium = await load.RunAsync(perSecond, time);
        var (seconds, busy, rendered) = (watch.Elapsed.TotalSeconds, process.Cpu - cpu, load.Batches);
        var allocated = (await process.ReportAsync()).Allocated - before.Allocated;
        var after = await Memory.AskAsync(process);
        File.Delete(probeFile);
        return new CircuitFigures(
            load.Shown!,
            load.Listed!,
            load.Acks!,
            chromium,
            load.Desks,
            load.InChromium,
            (rendered.Count - batches.Count) / seconds,
            (double)(rendered.Bytes - batches.Bytes) / (rendered.Count - batches.Count),
            busy.TotalSeconds / seconds,
            allocated / (seconds * perSecond),
            ((before.Resident - without.Resident) / agents / Megabyte, (after.Resident - without.Resident) / agents / Megabyte),
            ((before.Heap - without.Heap) / agents / Megabyte, (after.Heap - without.Heap) / agents / Megabyte));
    }

    private sealed record Memory(double Resident, double Heap, long Allocated)
    {
        public static async Task<Memory> AskAsync(MeasuredProcess process)
        {
            var report = await process.ReportAsync(collects: true);
            return new Memory(process.Resident, report.Heap, report.Allocated);
        }
    }
}
