using System.Globalization;
using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Faults;

/// <summary>strace on a running server: it writes down system calls in their order, or has them fail.</summary>
internal sealed class SystemCalls : IAsyncDisposable
{
    private readonly Daemon _strace;

    private SystemCalls(Daemon strace, string file)
    {
        _strace = strace;
        File = file;
    }

    /// <summary>Where the calls are written down.</summary>
    public string File { get; }

    /// <summary>What a start is wrapped in so that syncs do nothing: acked is then not on disk, as with <c>synchronous=NORMAL</c>.</summary>
    public static IReadOnlyList<string> WithoutSync { get; } =
    [
        "strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=fdatasync,fsync", "-e", "inject=fdatasync,fsync:retval=0", "-o", "/dev/null",
    ];

    public static async Task<string?> FindObstacleAsync() =>
        await Command.SucceedsAsync("strace", "-o", "/dev/null", "true") ? null : "needs strace, and leave to trace";

    /// <summary>Attaches to all threads of a process.</summary>
    /// <param name="processId">Which.</param>
    /// <param name="expressions">strace's <c>-e</c>.</param>
    public static async Task<SystemCalls> AttachAsync(int processId, params string[] expressions)
    {
        var file = Path.GetTempFileName();
        var command = new List<string>
        {
            "strace", "-f", "-y", "-s", "4200", "-o", file, "-p", processId.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var expression in expressions)
            command.AddRange(["-e", expression]);
        var strace = Daemon.Start(command, Path.GetTempPath());
        if (await Load.Crowd.UntilAsync(() => strace.Output.Contains("attached", StringComparison.Ordinal) || strace.HasExited, TimeSpan.FromSeconds(20)) is null
            || strace.HasExited)
        {
            throw new InvalidOperationException($"strace did not attach: {strace.Output}");
        }

        return new SystemCalls(strace, file);
    }

    /// <summary>What was written down so far.</summary>
    public async Task<string> ReadAsync()
    {
        await using var stream = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Lets go of the process, which runs on.</summary>
    public async Task DetachAsync()
    {
        _strace.Signal(Signals.Terminate);
        await _strace.WaitForExitAsync(TimeSpan.FromSeconds(20));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_strace.HasExited)
            await DetachAsync();
        await _strace.DisposeAsync();
        System.IO.File.Delete(File);
    }
}
