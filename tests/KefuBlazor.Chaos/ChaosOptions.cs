using System.Globalization;
using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos;

/// <summary>What the command line asks for.</summary>
/// <param name="Ids">Which tests; none: all or, in the short form, those that every test run plays.</param>
/// <param name="Seed">Of everything that is random.</param>
/// <param name="Short">The short forms.</param>
/// <param name="On">Only on this; null: on everything that each test is for.</param>
/// <param name="ReportFile">A Markdown file whose table of results is replaced; null: none.</param>
internal sealed record ChaosOptions(IReadOnlyList<string> Ids, int Seed, bool Short, TopologyKind? On, string? ReportFile)
{
    public const string Usage =
        "dotnet run --project tests/KefuBlazor.Chaos -- [all | R01 R07 …] [--seed N] [--short] [--on single|cluster] [--report FILE]";

    /// <summary>All tests, by the word that says so.</summary>
    private const string All = "ALL";

    /// <summary>Whether those are meant that every test run plays, and on what it plays them.</summary>
    public bool EveryRun => Short && Ids.Count == 0;

    public bool Wants(string id) => Ids.Count == 0 || Ids.Contains(All) || Ids.Contains(id);

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">It is not as <see cref="Usage"/> says.</exception>
    public static ChaosOptions Parse(IReadOnlyList<string> arguments)
    {
        var ids = new List<string>();
        int? seed = null;
        var isShort = false;
        TopologyKind? on = null;
        string? report = null;
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (argument == "--short")
                isShort = true;
            else if (argument == "--seed" && ++index < arguments.Count)
                seed = int.Parse(arguments[index], CultureInfo.InvariantCulture);
            else if (argument == "--on" && ++index < arguments.Count)
                on = Enum.Parse<TopologyKind>(arguments[index], ignoreCase: true);
            else if (argument == "--report" && ++index < arguments.Count)
                report = arguments[index];
            else if (argument.StartsWith('-'))
                throw new ArgumentException($"{argument} is unknown. {Usage}");
            else
                ids.Add(argument.ToUpperInvariant());
        }

        return new ChaosOptions(ids, seed ?? Random.Shared.Next(1, 1_000_000), isShort, on, report);
    }
}
