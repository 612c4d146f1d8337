using System.Diagnostics;
using System.Globalization;
using KefuBlazor.Benchmarks.Measures;
using KefuBlazor.Benchmarks.Probe;
using KefuBlazor.Testing;

namespace KefuBlazor.Benchmarks;

/// <summary>A process that is measured from outside and, where it is one of .NET, tells of its memory when it is asked.</summary>
internal sealed class MeasuredProcess(int id, string? probeFile)
{
    public int Id => id;

    /// <summary>What a process of .NET is started with so that it can be asked.</summary>
    public static Dictionary<string, string> ProbeSettings(string probeFile) => new()
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(ProbeReport).Assembly.Location,
        [ProbeReport.FileVariable] = probeFile,
    };

    /// <summary>Whether it can be asked.</summary>
    public bool HasProbe => probeFile is not null;

    /// <summary>The time that it has run on processors.</summary>
    public TimeSpan Cpu => ProcFile.CpuOf(id);

    /// <summary>How much memory it holds, in bytes.</summary>
    public long Resident => ProcFile.ResidentOf(id);

    /// <summary>Asks it.</summary>
    /// <param name="collects">Whether it is to collect all garbage first.</param>
    public async Task<ProbeReport> ReportAsync(bool collects = false)
    {
        if (probeFile is null)
            throw new InvalidOperationException("It was started without the probe.");
        File.Delete(probeFile);
        var signal = collects ? ProbeReport.CollectSignal : ProbeReport.ReportSignal;
        using (var kill = Process.Start("kill", ["-" + signal.ToString(CultureInfo.InvariantCulture), id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await Eventually.HoldsAsync(() => Task.FromResult(File.Exists(probeFile)), () => "no report", TimeSpan.FromSeconds(30));
        return ProbeReport.Read(probeFile);
    }
}
