using System.Globalization;

namespace KefuBlazor.Benchmarks.Reports;

/// <summary>What it was measured on.</summary>
internal static class Machine
{
    /// <summary>The processor, its cores, the memory, and how busy the machine was with other things when this was asked; and what was measured on it.</summary>
    public static string Describe()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[1] ?? "unknown processor";
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30);
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        return string.Create(
            CultureInfo.InvariantCulture, $"{model}, {Environment.ProcessorCount} cores, {memory} GB; a load of {load} before it began, .NET {Environment.Version}; {Revision.Describe()}");
    }
}
