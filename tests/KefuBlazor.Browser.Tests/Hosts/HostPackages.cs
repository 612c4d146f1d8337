using System.Diagnostics;
using KefuBlazor.Testing;

namespace KefuBlazor.Browser.Tests.Hosts;

/// <summary>What pages of the tests are made of, from npm, in the versions of <c>package-lock.json</c>; fetched once a run.</summary>
internal static class HostPackages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly Lazy<Task<string>> Folder = new(FetchAsync);

    /// <summary>The scripts, by the name that pages ask for.</summary>
    private static readonly Dictionary<string, string> Files = new()
    {
        ["axe.js"] = "axe-core/axe.min.js",
        ["jquery.js"] = "jquery/dist/jquery.min.js",
        ["react.js"] = "react/umd/react.production.min.js",
        ["react-dom.js"] = "react-dom/umd/react-dom.production.min.js",
    };

    /// <summary>The text of a script; null where there is none of this name.</summary>
    public static async Task<string?> ReadAsync(string name) =>
        Files.TryGetValue(name, out var file) ? await File.ReadAllTextAsync(Path.Combine(await Folder.Value, file)) : null;

    private static async Task<string> FetchAsync()
    {
        var source = Path.Combine(Repository.Root, "tests", "KefuBlazor.Browser.Tests", "Hosts", "packages");
        var folder = Path.Combine(AppContext.BaseDirectory, "packages");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(source))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);

        var start = new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = Process.Start(start)!;
        var (output, errors) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
        await npm.WaitForExitAsync().WaitAsync(Patience);
        return npm.ExitCode == 0
            ? Path.Combine(folder, "node_modules")
            : throw new InvalidOperationException("npm could not fetch what the tests' pages are made of:\n" + await output + await errors);
    }
}
