using System.Globalization;

namespace KefuBlazor.Chaos;

/// <summary>What the command line asks for.</summary>
/// <param name="Ids">Which tests; none: all.</param>
/// <param name="Seed">Of everything that is random.</param>
/// <param name="Short">The short forms, and only of the tests that have one.</param>
/// <param name="ReportFile">A Markdown file whose table of results is replaced; null: none.</param>
internal sealed record ChaosOptions(IReadOnlyList<string> Ids, int Seed, bool Short, string? ReportFile)
{
    public const string Usage = "dotnet run --project tests/KefuBlazor.Chaos -- [R01 R07 …] [--seed N] [--short] [--report FILE]";

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">It is not as <see cref="Usage"/> says.</exception>
    public static ChaosOptions Parse(IReadOnlyList<string> arguments)
    {
        var ids = new List<string>();
        int? seed = null;
        var isShort = false;
        string? report = null;
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (argument == "--short")
                isShort = true;
            else if (argument == "--seed" && ++index < arguments.Count)
                seed = int.Parse(arguments[index], CultureInfo.InvariantCulture);
            else if (argument == "--report" && ++index < arguments.Count)
                report = arguments[index];
            else if (argument.StartsWith('-'))
                throw new ArgumentException($"{argument} is unknown. {Usage}");
            else
                ids.Add(argument.ToUpperInvariant());
        }

        return new ChaosOptions(ids, seed ?? Random.Shared.Next(1, 1_000_000), isShort, report);
    }
}
