using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using KefuBlazor.Benchmarks.Reports;
using Perfolizer.Horology;

namespace KefuBlazor.Benchmarks.Pieces;

/// <summary>What the pieces cost that every text passes, each by itself, by BenchmarkDotNet.</summary>
internal sealed class PiecesBenchmark : Benchmark
{
    private const int DefaultRounds = 10;
    private const int WarmUps = 3;
    private const int IterationMilliseconds = 250;

    public override string Name => "pieces";

    public override string Summary => "the hot pieces by BenchmarkDotNet: reading and writing a frame, storing a group, telling observers";

    public override string Document => "docs/performance.md";

    public override async Task<Findings> RunAsync(BenchmarkOptions options, Publishing publishing)
    {
        var machine = Machine.Describe();
        var rounds = options.Rounds ?? DefaultRounds;
        var artifacts = Directory.CreateTempSubdirectory("kefu-pieces-artifacts-");
        try
        {
            var config = Configure(rounds, TimeInterval.FromMilliseconds(IterationMilliseconds), artifacts.FullName);

            // It waits for its pieces on the thread that it is called on.
            var summaries = await Task.Run(() => BenchmarkRunner.Run([typeof(FramePieces), typeof(AppendPieces), typeof(FanOutPieces)], config));
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {machine}. BenchmarkDotNet, in this process: {rounds} iterations of {IterationMilliseconds} ms or one call after {WarmUps} of warm-up. The error is half of the 99.9 % confidence interval.

                {Tabulate(summaries)}
                """);
            return new Findings(text, []);
        }
        finally
        {
            artifacts.Delete(recursive: true);
        }
    }

    /// <summary>
    /// In this process, which is a Release build without a debugger as BenchmarkDotNet wants it: a project of its own would be built under this
    /// repository's rules, which its generated code does not keep, and would take longer to build than all pieces to measure.
    /// </summary>
    private static ManualConfig Configure(int rounds, TimeInterval iteration, string artifacts) => ManualConfig.CreateEmpty()
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(WarmUps).WithIterationCount(rounds).WithIterationTime(iteration))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(ConsoleLogger.Default)
        .WithOptions(ConfigOptions.DisableLogFile)
        .WithArtifactsPath(artifacts);

    private static Table Tabulate(IEnumerable<Summary> summaries)
    {
        var table = new Table("a call", ["mean, µs", "error, µs", "allocated, bytes"]);
        foreach (var report in summaries.SelectMany(summary => summary.Reports))
        {
            var one = report.BenchmarkCase;
            var name = string.Format(CultureInfo.InvariantCulture, Title(one), [.. one.Parameters.Items.Select(item => item.Value)]);
            if (report.ResultStatistics is not { } times)
                throw new InvalidOperationException($"'{name}' was not measured.");
            table.Row(
                name,
                [times.Mean / 1000, times.ConfidenceInterval.Margin / 1000, report.GcStats.GetBytesAllocatedPerOperation(one) ?? double.NaN],
                "0.###");
        }

        return table;
    }

    // BenchmarkDotNet quotes what has spaces.
    private static string Title(BenchmarkCase one) => one.Descriptor.WorkloadMethodDisplayInfo.Trim('\'');
}
