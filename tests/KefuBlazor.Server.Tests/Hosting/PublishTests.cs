using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KefuBlazor.Server.Tests.Hosting;

/// <summary>What is published is a program that finds its own files wherever it is started from.</summary>
public sealed partial class PublishTests : IDisposable
{
    private static readonly TimeSpan PublishesWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kefu-publish-");

    [Fact]
    public async Task PublishedProgram_StartedFromAnotherDirectory_FindsItsSettingsPagesAndWidget()
    {
        var program = Path.Combine(_folder.FullName, "program");
        var elsewhere = _folder.CreateSubdirectory("elsewhere").FullName;
        await PublishAsync(program);

        var start = new ProcessStartInfo(Path.Combine(program, "KefuBlazor.Server"), ["--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = elsewhere,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        using var server = Process.Start(start)!;
        try
        {
            using var http = new HttpClient { BaseAddress = await ReadAddressAsync(server).WaitAsync(StartsWithin) };
            foreach (var path in new[] { "/", "/kefu/login", "/kehu/", "/kehu/kehu.js", "/kehu/demo.html", "/_framework/blazor.web.js", "/health/ready" })
            {
                using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
            }

            await AssertBundledAsync(http);
            Assert.True(File.Exists(Path.Combine(elsewhere, "data", "kefu.db")), "Data lie where it was started.");
            Assert.False(Directory.Exists(Path.Combine(program, "data")), "No data lie beside the program.");
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    /// <summary>Where nothing was ever restored before, publishing needs both: the one to compile against, the one that holds the script.</summary>
    [Fact]
    public async Task Restore_ForRelease_DownloadsBothVersionsOfTheRuntime()
    {
        var items = await RunDotnetAsync(
            "msbuild", "src/KefuBlazor.Server", "-p:Configuration=Release", "-t:CollectPackageDownloads", "-getItem:PackageDownload");

        var versions = JsonDocument.Parse(items).RootElement.GetProperty("Items").GetProperty("PackageDownload").EnumerateArray()
            .Where(item => item.GetProperty("Identity").GetString() == "Microsoft.AspNetCore.App.Runtime.linux-x64")
            .Select(item => item.GetProperty("Version").GetString())
            .ToList();
        var version = Assert.Single(versions);
        Assert.Matches(@"^\[9\.[0-9.]+\];\[10\.[0-9.]+\]$", version);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The launcher names one chat, which may be kept for ever; a first opening costs two requests and little.</summary>
    private static async Task AssertBundledAsync(HttpClient http)
    {
        var launcher = await http.GetByteArrayAsync(new Uri("/kehu/kehu.js", UriKind.Relative));
        var chat = ChatName().Match(Encoding.UTF8.GetString(launcher)).Value;
        using var answer = await http.GetAsync(new Uri($"/kehu/{chat}", UriKind.Relative));
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
        var body = await answer.Content.ReadAsStringAsync();
        var words = WordsName().Match(body).Value;
        int[] weights =
        [
            Weigh(launcher),
            Weigh(Encoding.UTF8.GetBytes(body)),
            Weigh(await http.GetByteArrayAsync(new Uri($"/kehu/src/{words}", UriKind.Relative))),
        ];
        Assert.True(weights[0] <= 4 * 1024 && weights.Sum() <= 25 * 1024, $"gzip: {string.Join(" + ", weights)} bytes");
    }

    private static int Weigh(byte[] content)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.SmallestSize))
            gzip.Write(content);
        return output.ToArray().Length;
    }

    private static Task<string> PublishAsync(string program) =>
        RunDotnetAsync("publish", "src/KefuBlazor.Server", "-c", "Release", "-o", program, "--nologo", "-v", "quiet");

    private static async Task<string> RunDotnetAsync(params string[] arguments)
    {
        using var dotnet = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        })!;
        var said = await dotnet.StandardOutput.ReadToEndAsync().WaitAsync(PublishesWithin);
        await dotnet.WaitForExitAsync();
        Assert.True(dotnet.ExitCode == 0, said);
        return said;
    }

    private static async Task<Uri> ReadAddressAsync(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (ListensOn().Match(line) is { Success: true } match)
                return new Uri(match.Groups[1].Value);
        }

        throw new InvalidOperationException("The program ended before it listened.");
    }

    [GeneratedRegex(@"KefuBlazor listens on (\S+)")]
    private static partial Regex ListensOn();

    [GeneratedRegex(@"src/chat-[A-Z0-9]{8}\.js")]
    private static partial Regex ChatName();

    [GeneratedRegex(@"words-zh-[A-Z0-9]{8}\.js")]
    private static partial Regex WordsName();
}
