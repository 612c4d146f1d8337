using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KefuBlazor.Testing;

namespace KefuBlazor.Benchmarks.Start;

/// <summary>A program that serves pages, from its start to its first page.</summary>
internal static class StartedServer
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <param name="program">Its assembly.</param>
    /// <param name="settings">Its environment variables.</param>
    /// <param name="folder">Its current directory.</param>
    /// <param name="page">The path of the page.</param>
    /// <returns>How long it took from the start of the process to the whole page.</returns>
    public static async Task<TimeSpan> MeasureAsync(string program, IReadOnlyDictionary<string, string> settings, string folder, string page)
    {
        var port = ServerProcess.FreePort();
        var address = new Uri($"http://127.0.0.1:{port}/");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", address.ToString()])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            while (!await ListensAsync(port))
            {
                if (process.HasExited || watch.Elapsed > StartsWithin)
                    throw new InvalidOperationException($"The server did not start: {(process.HasExited ? await errors : "no answer")}");
                await Task.Delay(Pause);
            }

            using var http = new HttpClient { BaseAddress = address };
            using var answer = await http.GetAsync(new Uri(page, UriKind.Relative));
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"{page} answered {answer.StatusCode}.");
            return watch.Elapsed;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<bool> ListensAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
