using System.Diagnostics;
using KefuBlazor.Testing;

namespace KefuBlazor.Benchmarks;

/// <summary>The server as it is shipped: published, in Release, run in Production, with no limit on clients.</summary>
internal sealed class PublishedServer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kefu-benchmark-");

    private PublishedServer()
    {
    }

    /// <summary>The assembly to run.</summary>
    public string Program => Path.Combine(_folder.FullName, "KefuBlazor.Server.dll");

    /// <summary>Settings that have no client refused.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["DOTNET_ENVIRONMENT"] = "Production",
        ["Seed__DemoAccounts"] = "true",
        ["Seed__RequirePasswordChange"] = "false",
        ["Assignment__Capacity"] = "100000",
        ["Limits__SendsPerTenSeconds"] = "0",
        ["Limits__NewVisitorsPerMinutePerAddress"] = "0",
        ["Limits__SocketsPerVisitor"] = "0",
        ["Limits__SocketsPerAddress"] = "0",
        ["Limits__Connections"] = "0",
        ["Limits__FailedLoginsPerMinutePerAddress"] = "0",
    };

    /// <summary>Publishes what was built along with this program.</summary>
    public static async Task<PublishedServer> MakeAsync()
    {
        var server = new PublishedServer();
        var project = Path.Combine(Repository.Root, "src", "KefuBlazor.Server");
        using var publish = Process.Start("dotnet", ["publish", project, "-c", Configuration(), "--nologo", "-v", "q", "-o", server._folder.FullName]);
        await publish.WaitForExitAsync();
        if (publish.ExitCode == 0)
            return server;
        server.Dispose();
        throw new InvalidOperationException($"dotnet publish ended with {publish.ExitCode}.");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}
