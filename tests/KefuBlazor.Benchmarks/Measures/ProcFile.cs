using System.Globalization;

namespace KefuBlazor.Benchmarks.Measures;

/// <summary>What Linux tells of processes.</summary>
internal static class ProcFile
{
    // The kernel's USER_HZ, which is 100 on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>The time that a process has run on processors.</summary>
    public static TimeSpan CpuOf(int process) => Cpu(Stat(process), withEndedChildren: false);

    /// <summary>The same of a process and all that it started, those that have ended included.</summary>
    public static TimeSpan CpuOfFamily(int parent)
    {
        var total = Cpu(Stat(parent), withEndedChildren: true);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
                continue;
            try
            {
                var stat = Stat(id);
                if (Number(stat, 1) == parent)
                    total += Cpu(stat, withEndedChildren: true);
            }
            catch (IOException)
            {
                // It ended meanwhile, and counts among its parent's children.
            }
        }

        return total;
    }

    public static int ParentOf(int process) => (int)Number(Stat(process), 1);

    /// <summary>How much memory a process holds, in bytes.</summary>
    public static long ResidentOf(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(one => one.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    // The fields from the third on: what stands before may hold spaces.
    private static string[] Stat(int process)
    {
        var text = File.ReadAllText($"/proc/{process}/stat");
        return text[(text.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static TimeSpan Cpu(string[] stat, bool withEndedChildren)
    {
        var ticks = Number(stat, 11) + Number(stat, 12) + (withEndedChildren ? Number(stat, 13) + Number(stat, 14) : 0);
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static long Number(string[] stat, int field) => long.Parse(stat[field], CultureInfo.InvariantCulture);
}
