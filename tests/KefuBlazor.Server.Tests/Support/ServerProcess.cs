using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace KefuBlazor.Server.Tests.Support;

/// <summary>The real server as a process of its own, on a free port of the loopback address, with a data directory of its own.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string> _settings;
    private Process? _process;

    private ServerProcess(Dictionary<string, string> settings)
    {
        _settings = settings;
        Folder = Directory.CreateTempSubdirectory("kefu-test-").FullName;
    }

    /// <summary>Where it was started, and so where its data lie.</summary>
    public string Folder { get; }

    /// <summary>Where it listens: <c>http://127.0.0.1:port</c>.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>What it has written to standard output and error.</summary>
    public ConcurrentQueue<string> Output { get; } = new();

    public string ConnectionString => $"Data Source={Path.Combine(Folder, "data", "kefu.db")};Mode=ReadOnly;Pooling=False";

    /// <summary>Starts a server in Development; the limits by address are off unless given, since all tests come from one.</summary>
    /// <param name="settings">Settings as in the configuration, with colons.</param>
    public static async Task<ServerProcess> StartAsync(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Urls"] = "http://127.0.0.1:0",
            ["Limits__NewVisitorsPerMinutePerAddress"] = "0",
            ["Limits__SocketsPerAddress"] = "0",
            ["Limits__FailedLoginsPerMinutePerAddress"] = "0",
        };
        foreach (var (key, value) in settings)
            all[NameOf(key)] = value;

        var server = new ServerProcess(all);
        try
        {
            await server.RestartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another setting from the next start on.</summary>
    public void Set(string key, string value) => _settings[NameOf(key)] = value;

    /// <summary>Runs the program with a command, where and with the settings that the server has.</summary>
    /// <returns>Its exit code, and what it wrote.</returns>
    public async Task<(int Code, string Output)> RunAsync(params string[] command)
    {
        using var process = new Process { StartInfo = ToStart(command) };
        process.Start();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(StartTimeout);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Starts it again over the same data, on another port.</summary>
    public async Task RestartAsync()
    {
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = ToStart(), EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data, listening);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, listening);
        _process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The server ended."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            Address = await listening.Task.WaitAsync(StartTimeout);
        }
        catch (Exception exception)
        {
            // Its end is known before its last words have come through the pipe.
            if (_process.HasExited)
                await _process.WaitForExitAsync();
            throw new InvalidOperationException("The server did not start:\n" + string.Join('\n', Output), exception);
        }
    }

    /// <summary>Ends it as a crash does: nothing of it runs any more.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as an operator or a supervisor does, without waiting.</summary>
    public void RequestStop() => Assert.Equal(0, SendSignal(_process!.Id, Terminate));

    public Task WaitForExitAsync(TimeSpan timeout) => _process!.WaitForExitAsync().WaitAsync(timeout);

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static string NameOf(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    private ProcessStartInfo ToStart(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [ServerProgram(), .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in _settings)
            start.Environment[key] = value;
        return start;
    }

    private void Read(string? line, TaskCompletionSource<Uri> listening)
    {
        if (line is null)
            return;

        Output.Enqueue(line);
        if (ListensOn().Match(line) is { Success: true } match)
            listening.TrySetResult(new Uri(match.Groups[1].Value));
    }

    // The server's own output folder, beside this project's: there its static assets are found as an operator finds them.
    private static string ServerProgram()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var root = own;
        while (!File.Exists(Path.Combine(root.FullName, "KefuBlazor.sln")))
            root = root.Parent ?? throw new InvalidOperationException("The tests must lie below the solution.");
        return Path.Combine(
            root.FullName, "src", "KefuBlazor.Server", "bin", own.Parent!.Name, own.Name, "KefuBlazor.Server.dll");
    }

    [GeneratedRegex(@"^KefuBlazor listens on (http\S+)$")]
    private static partial Regex ListensOn();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
