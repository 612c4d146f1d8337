using System.Globalization;

namespace KefuBlazor.Benchmarks;

/// <summary>How long and how large a benchmark is.</summary>
internal sealed record BenchmarkOptions
{
    /// <summary>How often each arrangement is measured, in turn; the median counts. Each benchmark has its own default.</summary>
    public int? Rounds { get; init; }

    /// <summary>How long one measurement takes, after it has warmed up; each benchmark has its own default.</summary>
    public int? Seconds { get; init; }

    /// <summary>How many clients; each benchmark has its own default.</summary>
    public int? Clients { get; init; }

    /// <summary>Whether the section of the benchmark's document is replaced by the figures.</summary>
    public bool Reports { get; init; }

    /// <summary>Whether the product is run without its yardsticks, to be looked at by a profiler.</summary>
    public bool Alone { get; init; }

    /// <summary>Whether it goes to sizes that take long.</summary>
    public bool Full { get; init; }

    /// <exception cref="ArgumentException">An option is unknown or lacks its value.</exception>
    public static BenchmarkOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new BenchmarkOptions();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (arguments[i] is "--report" or "--alone" or "--full")
            {
                options = arguments[i--] switch
                {
                    "--report" => options with { Reports = true },
                    "--alone" => options with { Alone = true },
                    _ => options with { Full = true },
                };
                continue;
            }

            if (i + 1 == arguments.Length)
                throw new ArgumentException($"{arguments[i]} lacks its value.");
            var value = arguments[i + 1];
            options = arguments[i] switch
            {
                "--rounds" => options with { Rounds = Number(value) },
                "--seconds" => options with { Seconds = Number(value) },
                "--clients" => options with { Clients = Number(value) },
                var unknown => throw new ArgumentException($"There is no {unknown}."),
            };
        }

        return options;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
