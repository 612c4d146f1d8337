using System.Diagnostics;

namespace KefuBlazor.Chaos.Faults;

/// <summary>Runs a program of the system to its end.</summary>
internal static class Command
{
    /// <exception cref="InvalidOperationException">It failed; the message tells what it said.</exception>
    public static async Task<string> RunAsync(params string[] command)
    {
        var (status, output) = await TryAsync(command);
        return status == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {status}: {output}");
    }

    /// <summary>Whether it ends well, without a complaint.</summary>
    public static async Task<bool> SucceedsAsync(params string[] command)
    {
        try
        {
            return (await TryAsync(command)).Status == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no such program
        }
    }

    private static async Task<(int Status, string Output)> TryAsync(string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
