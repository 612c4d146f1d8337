using System.Diagnostics;
using System.Globalization;

namespace KefuBlazor.Testing;

/// <summary>
/// A Redis of the tests' own on a free loopback port, which keeps nothing on disk: killed and started again it is empty, as one that a
/// company restarted would be at worst.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kefu-redis-").FullName;
    private readonly int _port;
    private Process? _process;

    private RedisServer(int port) => _port = port;

    /// <summary>What <c>ConnectionStrings:Redis</c> is to say.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    /// <summary>Starts one and waits until it answers.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer(ServerProcess.FreePort());
        try
        {
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A port on which one may be started later: until then nobody answers there.</summary>
    public static RedisServer NotStarted() => new(ServerProcess.FreePort());

    /// <summary>Starts it on the same port, empty, and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        var port = _port.ToString(CultureInfo.InvariantCulture);
        string[] arguments = ["--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder, "--daemonize", "no"];
        _process = Process.Start(new ProcessStartInfo("redis-server", arguments) { RedirectStandardOutput = true })!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        await Eventually.HoldsAsync(
            async () => await RunAsync("PING") == "PONG",
            () => _process.HasExited ? $"It ended with {_process.ExitCode}." : "It runs and does not answer.");
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As <c>kill -STOP</c>: connections stay open and nothing answers.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    /// <summary>As <c>kill -CONT</c>.</summary>
    public Task ThawAsync() => SignalAsync("-CONT");

    /// <summary>Runs one command as an operator would.</summary>
    /// <returns>What <c>redis-cli</c> prints, without the last line's end.</returns>
    public async Task<string> RunAsync(params string[] command)
    {
        var start = new ProcessStartInfo("redis-cli", ["-p", _port.ToString(CultureInfo.InvariantCulture), .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var client = Process.Start(start)!;
        var output = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return output.TrimEnd('\n');
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync(); // Which also ends one that is stopped.
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
