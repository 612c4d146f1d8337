using System.ComponentModel;
using System.Diagnostics;
using KefuBlazor.Testing;

namespace KefuBlazor.Benchmarks.Reports;

/// <summary>Which source was measured.</summary>
internal static class Revision
{
    /// <summary>The commit, and whether there are changes that are not in it. The documents do not count: the run itself writes there.</summary>
    public static string Describe()
    {
        if (Ask("rev-parse", "--short", "HEAD") is not { Length: > 0 } hash)
            return "an unknown commit";
        return Ask("status", "--porcelain", "--", ".", ":(exclude)docs") is "" ? $"commit {hash}" : $"commit {hash} with changes";
    }

    /// <returns>What Git says; null where it is not there or this is no clone.</returns>
    private static string? Ask(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = Repository.Root,
                RedirectStandardOutput = true,
            })!;
            var said = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? said : null;
        }
        catch (Win32Exception)
        {
            return null; // No Git here.
        }
    }
}
