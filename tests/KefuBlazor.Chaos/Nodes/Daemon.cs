using System.Diagnostics;
using System.Globalization;

namespace KefuBlazor.Chaos.Nodes;

/// <summary>A process that this program starts, signals and ends, by its id and never by a name.</summary>
internal sealed class Daemon : IAsyncDisposable
{
    private const int KeptLines = 400;

    private readonly Queue<string> _output = new();
    private readonly Process _process;

    private Daemon(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>The process itself or, where it only wraps another, its first child.</summary>
    public int Id { get; private set; }

    /// <summary>The last lines that it printed.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="folder">Its current directory.</param>
    /// <param name="environment">Added to this process's own.</param>
    public static Daemon Start(IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var daemon = new Daemon(new Process { StartInfo = start });
        daemon._process.OutputDataReceived += (_, line) => daemon.Note(line.Data);
        daemon._process.ErrorDataReceived += (_, line) => daemon.Note(line.Data);
        daemon._process.Start();
        daemon._process.BeginOutputReadLine();
        daemon._process.BeginErrorReadLine();
        daemon.Id = daemon._process.Id;
        Leftovers.Add(daemon, () => daemon._process.Kill(entireProcessTree: true));
        return daemon;
    }

    /// <summary>Takes the wrapped program's id for its own; call it once that runs.</summary>
    public void FollowChild()
    {
        var own = _process.Id.ToString(CultureInfo.InvariantCulture);
        var children = File.ReadAllText($"/proc/{own}/task/{own}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (children.Length > 0)
            Id = int.Parse(children[0], CultureInfo.InvariantCulture);
    }

    public void Signal(int signal)
    {
        if (!_process.HasExited)
            Signals.Send(Id, signal);
    }

    public async Task<TimeSpan> WaitForExitAsync(TimeSpan within)
    {
        var watch = Stopwatch.StartNew();
        await _process.WaitForExitAsync().WaitAsync(within);
        return watch.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Signals.Send(Id, Signals.Kill);
            Signals.Send(Id, Signals.Continue); // a frozen process is killed all the same; its wrapper may wait for a state change
            if (await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(5))) is not null && !_process.HasExited)
                _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        Leftovers.Forget(this);
        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (_output)
        {
            _output.Enqueue(line);
            if (_output.Count > KeptLines)
                _output.Dequeue();
        }
    }
}
