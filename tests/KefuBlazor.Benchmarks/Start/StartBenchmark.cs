using System.Globalization;
using KefuBlazor.Benchmarks.Reports;
using KefuBlazor.Benchmarks.Yardsticks;

namespace KefuBlazor.Benchmarks.Start;

/// <summary>B7: from the start of the process to the first page, beside an empty Blazor application.</summary>
internal sealed class StartBenchmark : Benchmark
{
    private const int DefaultRounds = 7;

    public override string Name => "start";

    public override string Summary => "from the start of the process to the first sign-in page, beside an empty Blazor application";

    public override string Document => "docs/performance.md";

    public override async Task<Findings> RunAsync(BenchmarkOptions options, Publishing publishing)
    {
        var machine = Machine.Describe();
        var rounds = options.Rounds ?? DefaultRounds;
        var published = await publishing.ServerAsync();
        var folder = Directory.CreateTempSubdirectory("kefu-start-");
        var environment = new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_ENVIRONMENT"] = "Production" };
        var empty = new Dictionary<string, string>(environment) { [Yardstick.Variable] = Yardstick.Blazor };
        try
        {
            // The first start makes the database and the first account, once in the life of an installation.
            var first = await StartedServer.MeasureAsync(published.Program, environment, folder.FullName, "kefu/login");
            await StartedServer.MeasureAsync(typeof(StartBenchmark).Assembly.Location, empty, folder.FullName, "/");
            var (yardstick, own) = (new List<double>(), new List<double>());
            for (var round = 1; round <= rounds; round++)
            {
                yardstick.Add((await StartedServer.MeasureAsync(typeof(StartBenchmark).Assembly.Location, empty, folder.FullName, "/")).TotalMilliseconds);
                own.Add((await StartedServer.MeasureAsync(published.Program, environment, folder.FullName, "kefu/login")).TotalMilliseconds);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: empty {yardstick[^1]:0} ms, KefuBlazor {own[^1]:0} ms"));
            }

            var (without, with) = (yardstick.Order().ElementAt(rounds / 2), own.Order().ElementAt(rounds / 2));
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {machine}. {rounds} starts of each in turn, medians, on a database that is there; the very first start, which makes it, took {first.TotalMilliseconds:0} ms.

                {new Table("ms", ["an empty Blazor application", "KefuBlazor", "ratio"]).Row("from the start of the process to the first page", [without, with, with / without], "0.0")}
                """);
            return new Findings(text, [Aim.AtMost(2, "×", "from the start of the process to the first page, beside an empty Blazor application", with / without)]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
