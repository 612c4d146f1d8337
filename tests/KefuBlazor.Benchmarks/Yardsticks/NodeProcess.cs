using System.Diagnostics;
using System.Globalization;
using KefuBlazor.Testing;
using Microsoft.Data.Sqlite;

namespace KefuBlazor.Benchmarks.Yardsticks;

/// <summary>The Socket.IO yardstick on Node. Its packages are installed into a temporary folder, where the SQLite driver is compiled (about a minute).</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan InstallsWithin = TimeSpan.FromMinutes(6);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kefu-socketio-");
    private Process? _process;

    private NodeProcess() => Address = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}/");

    /// <summary>Whether Node and npm are there.</summary>
    public static bool IsAvailable => Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "npm")));

    public Uri Address { get; }

    public MeasuredProcess Measured => new(_process!.Id, probeFile: null);

    private string Database => Path.Combine(_folder.FullName, "relay.db");

    public static async Task<NodeProcess> StartAsync()
    {
        var node = new NodeProcess();
        try
        {
            await node.InstallAsync();
            node._process = Process.Start(new ProcessStartInfo(
                "node", ["server.mjs", node.Address.Port.ToString(CultureInfo.InvariantCulture), node.Database])
            {
                WorkingDirectory = node._folder.FullName,
            });
            using var http = new HttpClient { BaseAddress = node.Address };
            await Eventually.HoldsAsync(
                async () =>
                {
                    using var answer = await http.GetAsync(new Uri("/", UriKind.Relative));
                    return answer.IsSuccessStatusCode;
                },
                () => "no answer from Node");
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    public long CountStored()
    {
        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM messages";
        return (long)command.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task InstallAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Yardsticks", "socketio")))
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "--foreground-scripts"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = npm.StandardError.ReadToEndAsync();
        _ = npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync().WaitAsync(InstallsWithin);
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm install ended with {npm.ExitCode}: {await said}");
    }
}
