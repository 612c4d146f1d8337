using System.Net;
using KefuBlazor.Testing;

namespace KefuBlazor.Chaos.Nodes;

/// <summary>One server of a topology, on a port that it keeps over all its starts.</summary>
internal sealed class ServerNode(string name, string folder, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly Dictionary<string, string> _settings = new(settings);
    private Daemon? _daemon;

    public string Name => name;

    /// <summary>The current directory of the process, in which its data lie.</summary>
    public string Folder => folder;

    public int Port { get; } = ServerProcess.FreePort();

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public bool IsRunning => _daemon is { HasExited: false };

    public int ProcessId => _daemon!.Id;

    public string Output => _daemon?.Output ?? string.Empty;

    /// <summary>What the next start is wrapped in: <c>strace …</c> or <c>faketime …</c>.</summary>
    public IReadOnlyList<string> Wrapper { get; set; } = [];

    /// <summary>A setting of the next start.</summary>
    public void Set(string key, string value) => _settings[key] = value;

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        await StartWithoutWaitingAsync();
        await WaitUntilReadyAsync();
    }

    public async Task StartWithoutWaitingAsync()
    {
        if (_daemon is not null)
            await _daemon.DisposeAsync();
        _daemon = Daemon.Start([.. Wrapper, "dotnet", ProgramFile(), "--urls", $"http://127.0.0.1:{Port}"], folder, _settings);
    }

    public async Task WaitUntilReadyAsync()
    {
        await Eventually.HoldsAsync(
            async () =>
            {
                if (_daemon!.HasExited)
                    throw new InvalidOperationException($"{name} ended with {_daemon.ExitCode}.");
                return await IsReadyAsync();
            },
            () => Output,
            StartsWithin);
        if (Wrapper.Count > 0)
            _daemon!.FollowChild();
    }

    /// <summary>Whether it says that it should be sent requests; false also where it does not answer.</summary>
    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Address, "health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>How many connections it says that it holds; null where it does not answer.</summary>
    public async Task<int?> CountSocketsAsync() =>
        await Clients.Api.TryGetAsync(new Uri(Address, "health"), token: null, CancellationToken.None) is { } health
            ? health.GetProperty("sockets").GetInt32()
            : null;

    /// <summary>As <c>kill -9</c>: no chance to say or write anything.</summary>
    public async Task KillAsync()
    {
        _daemon!.Signal(Signals.Kill);
        await _daemon.WaitForExitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>As <c>kill -TERM</c>.</summary>
    /// <returns>How long it took to go.</returns>
    public Task<TimeSpan> StopAsync()
    {
        _daemon!.Signal(Signals.Terminate);
        return _daemon.WaitForExitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Runs one of the program's commands beside the server, over the same data.</summary>
    public async Task RunCommandAsync(params string[] arguments)
    {
        await using var command = Daemon.Start(["dotnet", ProgramFile(), .. arguments], folder, _settings);
        await command.WaitForExitAsync(TimeSpan.FromMinutes(2));
        if (command.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {command.ExitCode}: {command.Output}");
    }

    public void Freeze() => _daemon!.Signal(Signals.Stop);

    public void Thaw() => _daemon!.Signal(Signals.Continue);

    public async ValueTask DisposeAsync()
    {
        if (_daemon is not null)
            await _daemon.DisposeAsync();
    }

    /// <summary>The server that was built along with this program, in the same configuration.</summary>
    private static string ProgramFile()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(
            Repository.Root, "src", "KefuBlazor.Server", "bin", framework.Parent!.Name, framework.Name, "KefuBlazor.Server.dll");
    }
}
