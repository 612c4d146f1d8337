using KefuBlazor.Benchmarks;
using KefuBlazor.Benchmarks.Reports;

Benchmark[] all = [new NodesBenchmark(), new ConnectionsBenchmark()];

var benchmark = all.FirstOrDefault(one => one.Name == args.FirstOrDefault());
if (benchmark is null)
{
    Console.WriteLine("Give the name of one, and as you like --rounds N, --seconds N, --clients N, --report FILE:");
    foreach (var one in all)
        Console.WriteLine($"  {one.Name,-12} {one.Summary}");
    return 1;
}

var options = BenchmarkOptions.Parse(args.AsSpan(1));
var table = await benchmark.RunAsync(options);
Console.WriteLine();
Console.WriteLine(table);
if (options.ReportFile is { } file)
    DocumentSection.Write(file, benchmark.Name, table);
return 0;
