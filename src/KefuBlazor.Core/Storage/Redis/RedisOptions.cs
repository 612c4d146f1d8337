using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>Settings under <c>Redis</c>. Where it is, and whether there is one, says <c>ConnectionStrings:Redis</c>.</summary>
public sealed class RedisOptions
{
    public const string Section = "Redis";

    /// <summary>How long any command may take before it counts as failed. Default 500 ms.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many commands fail in a row before all fail at once for a while. Default 3.</summary>
    public int BreakAfter { get; set; } = 3;

    /// <summary>How long that while is; then one command is tried. Default 1 s.</summary>
    public TimeSpan BreakFor { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often each node says that it lives and looks whether Redis does. Default 1 s.</summary>
    public TimeSpan BeatEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many events may wait to be sent to other nodes, or to be told here, before they are lost. Default 20000.</summary>
    public int Queue { get; set; } = 20_000;

    /// <summary>How long after its last renewal, every third of it, a node and those connected to it count as gone. Default 15 s.</summary>
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(15);

    internal TimeSpan LeaseRenewedEvery => LeaseTime / 3;

    /// <summary>How long a node hears nothing, of itself or of another, before it takes the word between them for broken.</summary>
    internal TimeSpan SilentFor => BeatEvery * 3;
}

internal sealed class RedisOptionsValidator : IValidateOptions<RedisOptions>
{
    public ValidateOptionsResult Validate(string? name, RedisOptions options)
    {
        (string Name, TimeSpan Value)[] times =
        [
            (nameof(options.CommandTimeout), options.CommandTimeout),
            (nameof(options.BreakFor), options.BreakFor),
            (nameof(options.BeatEvery), options.BeatEvery),
            (nameof(options.LeaseTime), options.LeaseTime),
        ];
        var faults = times
            .Where(time => time.Value < TimeSpan.FromMilliseconds(10) || time.Value > TimeSpan.FromMinutes(10))
            .Select(time => $"Redis:{time.Name} is not within 00:00:00.010 and 00:10:00. Give a time such as 00:00:01.")
            .ToList();
        if (options.BreakAfter < 1)
            faults.Add("Redis:BreakAfter is below 1. Give how many commands may fail in a row.");
        if (options.Queue < 1)
            faults.Add("Redis:Queue is below 1. Give how many events may wait.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
