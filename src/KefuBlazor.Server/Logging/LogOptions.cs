using KefuBlazor.Server.Hosting;

namespace KefuBlazor.Server.Logging;

/// <summary>Settings under <c>Logs</c>. Levels are under <c>Serilog:MinimumLevel</c>.</summary>
public sealed class LogOptions : ICheckedOptions
{
    public const string Section = "Logs";

    /// <summary>
    /// Where the JSON log goes; the day is put before the extension. Relative paths are taken from the current directory; empty: no file.
    /// Default <c>data/logs/kefu-.log</c>.
    /// </summary>
    public string Path { get; set; } = "data/logs/kefu-.log";

    /// <summary>How many days' files are kept; 0: all. Default 14.</summary>
    public int KeptFiles { get; set; } = 14;

    IEnumerable<string> ICheckedOptions.Faults()
    {
        if (KeptFiles < 0)
            yield return $"{Section}:{nameof(KeptFiles)} is {KeptFiles}: give 0 (all) or more.";
    }
}
