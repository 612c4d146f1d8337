using System.Diagnostics;
using System.Globalization;

namespace KefuBlazor.Benchmarks;

/// <summary>Tells how far a run has come, and in the end what took how long.</summary>
/// <param name="count">How many benchmarks it has.</param>
internal sealed class Progress(int count)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<(string Name, TimeSpan Began)> _begun = [];

    /// <summary>The next one begins.</summary>
    public void Begin(string name)
    {
        _begun.Add((name, _watch.Elapsed));
        Console.WriteLine($"== {name}, {_begun.Count} of {count}, after {Words(_watch.Elapsed)}");
    }

    /// <summary>All are done.</summary>
    public void End()
    {
        var took = _begun.Select((one, index) => $"{one.Name} {Words((index + 1 < _begun.Count ? _begun[index + 1].Began : _watch.Elapsed) - one.Began)}");
        Console.WriteLine();
        Console.WriteLine($"All took {Words(_watch.Elapsed)}: {string.Join(", ", took)}.");
    }

    private static string Words(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}");
}
