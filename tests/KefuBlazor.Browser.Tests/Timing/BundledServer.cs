using System.Diagnostics;
using KefuBlazor.Testing;

namespace KefuBlazor.Browser.Tests.Timing;

/// <summary>A copy of the program whose widget is bundled, as <c>dotnet publish</c> makes it: what customers load.</summary>
internal sealed class BundledServer : IAsyncDisposable
{
    private readonly string _folder;

    private BundledServer(string folder, ServerProcess server) => (_folder, Server) = (folder, server);

    public ServerProcess Server { get; }

    public static async Task<BundledServer> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(Repository.Root, "src", "KefuBlazor.Server", "bin", own.Parent!.Name, own.Name);
        var folder = Directory.CreateTempSubdirectory("kefu-bundled-").FullName;
        await RunAsync("cp", ["-r", program + "/.", folder], folder);
        var tool = Path.Combine(Repository.Root, "src", "KefuBlazor.Server", "build", "widget");
        await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], tool);
        await RunAsync("node", [Path.Combine(tool, "bundle.mjs"), Path.Combine(Repository.Root, "wwwroot-kehu"), Path.Combine(folder, "wwwroot-kehu")], tool);
        return new BundledServer(folder, await ServerProcess.StartAsync(settings, program: Path.Combine(folder, "KefuBlazor.Server.dll")));
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task RunAsync(string command, string[] arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command} failed:\n{await output}{await errors}");
    }
}
