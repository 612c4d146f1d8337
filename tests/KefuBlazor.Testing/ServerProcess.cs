using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KefuBlazor.Testing;

/// <summary>
/// The real server as a process of its own, on a free loopback port and with data of its own, so that it can be killed and started again.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly StringBuilder _output = new();
    private readonly Dictionary<string, string> _settings = new() { ["ASPNETCORE_ENVIRONMENT"] = "Development" };
    private readonly TestCertificate? _certificate;
    private readonly string _program;
    private Process? _process;

    private ServerProcess(IReadOnlyDictionary<string, string> settings, TestCertificate? certificate, string? program)
    {
        foreach (var (name, value) in settings)
            Set(name, value);
        _certificate = certificate;
        _program = program ?? ServerAssembly();
        Folder = Directory.CreateTempSubdirectory("kefu-server-").FullName;
        BaseAddress = new Uri($"{(certificate is null ? "http" : "https")}://127.0.0.1:{FreePort()}/");
        Http = certificate?.CreateClient(BaseAddress) ?? new HttpClient { BaseAddress = BaseAddress, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>The process's number while it runs.</summary>
    public int Id => _process!.Id;

    /// <summary>The current directory of the process, in which its data lie.</summary>
    public string Folder { get; }

    public Uri BaseAddress { get; }

    /// <summary>A client without cookies.</summary>
    public HttpClient Http { get; }

    /// <summary>What the process printed so far, over all its starts.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts a server and waits until it is ready.</summary>
    /// <param name="settings">By their names in the configuration or in the environment: <c>Assignment:AgentGrace</c>, <c>Assignment__AgentGrace</c>.</param>
    /// <param name="certificate">What it shows, speaking TLS; null: it speaks plain HTTP.</param>
    /// <param name="program">The server's assembly; null: the one that the tests are run for.</param>
    public static async Task<ServerProcess> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null, TestCertificate? certificate = null, string? program = null)
    {
        var server = new ServerProcess(settings ?? new Dictionary<string, string>(), certificate, program);
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

    /// <summary>Another setting from the next start on.</summary>
    public void Set(string name, string value) => _settings[name.Replace(":", "__", StringComparison.Ordinal)] = value;

    /// <summary>Starts it on the same port and data, and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message holds what it printed.</exception>
    public async Task StartAgainAsync()
    {
        _process = new Process { StartInfo = ToStart("--urls", BaseAddress.GetLeftPart(UriPartial.Authority)) };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Eventually.HoldsAsync(async () => _process.HasExited || await IsReadyAsync(), () => Output, StartsWithin);
        if (_process.HasExited)
        {
            // Its end is known before its last words have come through the pipe.
            await _process.WaitForExitAsync();
            throw new InvalidOperationException($"The server ended with {_process.ExitCode}:\n{Output}");
        }
    }

    /// <summary>Runs the program with a command, where and with the settings that the server has.</summary>
    /// <returns>Its exit code, and what it wrote.</returns>
    public async Task<(int Code, string Output)> RunAsync(params string[] command)
    {
        using var process = new Process { StartInfo = ToStart(command) };
        process.Start();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(StartsWithin);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>As <c>kill -9</c>: no chance to say or write anything.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As <c>kill -TERM</c>.</summary>
    /// <returns>How long it took to go.</returns>
    public async Task<TimeSpan> StopAsync()
    {
        var watch = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return watch.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        Http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A port that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The one that <c>KEFU_PROGRAM</c> names, as <c>./test.sh</c> does; else the server that was built along with these tests, in the same configuration.</summary>
    private static string ServerAssembly()
    {
        if (Environment.GetEnvironmentVariable("KEFU_PROGRAM") is { Length: > 0 } program)
            return program;
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(
            Repository.Root, "src", "KefuBlazor.Server", "bin", framework.Parent!.Name, framework.Name, "KefuBlazor.Server.dll");
    }

    private async Task<bool> IsReadyAsync()
    {
        using var answer = await Http.GetAsync(new Uri("health/ready", UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private ProcessStartInfo ToStart(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [_program, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (_certificate is not null)
        {
            start.Environment["Kestrel__Certificates__Default__Path"] = _certificate.CertificateFile;
            start.Environment["Kestrel__Certificates__Default__KeyPath"] = _certificate.KeyFile;
        }

        foreach (var (name, value) in _settings)
            start.Environment[name] = value;
        return start;
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
    }
}
